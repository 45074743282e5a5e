/** What a reader may be facing, in their words, and where to go. */
export const SITUATIONS: { title: string; detail: string; path: string }[] = [
  { title: '刚收到虚假交易通知', detail: '先别急着点申诉，头几个小时按这个顺序做', path: '/respond/first-hours/' },
  { title: '想知道什么时候清零', detail: '扣分、降权、活动限制、屏蔽，各停各的', path: '/clearing/' },
  { title: '我没有刷，被误判了', detail: '真实订单为什么会被认定，怎么把它说清', path: '/rules/misjudgement/' },
  { title: '是同行在刷我', detail: '发现、报备、留证、追责', path: '/respond/competitor-brushing/' },
  { title: '代运营背着我刷的', detail: '先止住，再分清责任', path: '/respond/agency/' },
  { title: '确实刷过，现在怎么办', detail: '停下，别造证据，看会有什么后果', path: '/respond/it-is-true/' },
  { title: '申诉没通过', detail: '还剩哪些路，各有什么期限', path: '/respond/appeal-failed/' },
  { title: '有人说能花钱消掉', detail: '先看这些话术和判决', path: '/scams/paid-clearing/' },
  { title: '市场监管来查了', detail: '罚多少、期限、听证、复议', path: '/law/administrative-procedure/' },
  { title: '处罚期过了，怎么恢复', detail: '按阶段来，不做没有依据的动作', path: '/recover/plan/' },
];
