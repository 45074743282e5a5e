/** Made while bundling: imports the element of every tool in the kit. */
declare module 'virtual:kit-tools';
