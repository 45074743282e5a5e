/** All that moves in the frame of a page. One file: each of these is too small to be worth a request. */
import '../../service-worker/register.ts';
import './contents.ts';
import './menu.ts';
import './printing.ts';
import './search.ts';
import './theme.ts';
