import { z } from 'astro/zod';
import { id, isoDate } from './common.ts';
import { TOOL_IDS, type ToolId } from './tool-ids.ts';

/** The fixed vocabulary of topics; every topic has at least one page that answers it. */
export const TOPICS = {
  'clearing-time': '扣分、记录、限制各自多久结束的总览与算法',
  'clearing-time-taobao': '淘宝扣分清零日与例外',
  'clearing-time-tmall': '天猫扣分清零日与例外',
  'clearing-time-1688': '1688 扣分与虚假交易记录的消除周期',
  'clearing-time-aliexpress': '速卖通违规积分的有效期与清除',
  'clearing-time-alibabacom': '国际站扣分的有效期与清除',
  'record-vs-points': '扣分清零后,违规记录与累计次数是否还在',
  'demotion-duration': '搜索降权/屏蔽的时长、起算点与滚动计算',
  'penalty-ladder': '虚假交易扣分与处置阶梯(不限平台或淘宝)',
  'penalty-ladder-tmall': '天猫的处置阶梯',
  'penalty-ladder-1688': '1688 的处置阶梯',
  'penalty-ladder-aliexpress': '速卖通的处置阶梯',
  'penalty-ladder-alibabacom': '国际站的处置阶梯',
  'xianyu-rules': '闲鱼的信用分、处置与恢复',
  'marketing-restrictions': '处罚后活动报名与推广工具受限多久',
  'warning-self-check': '警告、可疑订单预警、自检自纠/订单清洗',
  'product-removal': '商品删除/下架、销量评价剔除、要不要重发链接',
  'node-exam': '节点处罚后的规则考试',
  'criteria-overview': '什么算虚假交易、如何认定',
  'criteria-logistics': '物流维度的认定与证据(空包、单号、轨迹、称重)',
  'criteria-account-device': '同IP/同设备/同地址/同WiFi与关联账号',
  'criteria-price-link': '补差价、专拍链接、改价、拆分、赠品等链接与价格问题',
  misjudgement: '真实订单被误判的原因与应对',
  'notice-first-response': '收到违规通知后先做什么',
  'appeal-deadline': '申诉与举证时限、审核时长、次数',
  'appeal-evidence': '申诉要哪些凭证(实物与虚拟)',
  'appeal-letter': '申诉说明怎么写、模板',
  'appeal-failed': '申诉不成立之后还能做什么',
  'false-evidence': '提交虚假凭证的后果',
  'competitor-brushing': '同行恶意刷单/反向刷单的识别、报备与追责',
  'malicious-buyer': '恶意退货、差评勒索、恶意下单',
  'friends-family-purchase': '亲友、员工、自己下单算不算',
  'taoke-rebate-trial': '淘客、返利、试用、好评返现的边界',
  'agency-misconduct': '代运营/托管私自刷单的责任与追偿',
  'paid-clearing-scam': '代申诉、花钱消记录的骗局识别',
  'empty-parcel': '空包、礼品代发、虚假发货的后果',
  'administrative-fine': '市场监管罚款与行政程序',
  'criminal-liability': '刑事责任与判例',
  'brusher-liability': '刷手/买家参与刷单的后果',
  'buyer-report': '消费者如何识别与举报刷单',
  'account-closure-reopen': '封店、清退、关店后能否重开',
  'deposit-funds': '保证金、货款冻结与退还',
  'recovery-plan': '处罚期与期满后的合规恢复计划',
  'traffic-diagnosis': '如何判断是否被降权、流量下跌自查',
  'platform-contact': '官方客服与工单入口',
  'order-self-audit': '用自己的订单表做本地自查',
  'no-evasion': '为什么不教规避、可行的合规替代',
  glossary: '行业黑话与规则名词',
} as const;
export type Topic = keyof typeof TOPICS;
export const topic = z.enum(Object.keys(TOPICS) as [Topic, ...Topic[]]).describe('Topic from the fixed vocabulary');

export const toolId = z.enum(TOOL_IDS).describe('Tool id');
export { TOOL_IDS };
export type { ToolId };

/** What every page declares besides Starlight's own front matter. */
export const pageFields = z.object({
  topics: z.array(topic).default([]).describe('Topics this page answers, most important first'),
  aliases: z.array(z.string()).default([]).describe('Words readers search with; never shown, feeds search'),
  searchWeight: z.number().min(0).max(3).default(1).describe('Raises hub pages in search; 1 = ordinary'),
  updated: isoDate.optional().describe('Day the text was last changed'),
  tools: z.array(toolId).default([]).describe('Tools that help with this page'),
  unknowns: z.array(id).default([]).describe('Ids from the list of unknowns that this page touches'),
  notFor: z.string().optional().describe('Who should not rely on this page'),
  kind: z.enum(['page', 'hub', 'tool', 'reference', 'case', 'term']).default('page').describe('Page type'),
});
