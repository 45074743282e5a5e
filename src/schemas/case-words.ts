// Apart from the schema, so that a page's script gets the words without the validator.

/** Kinds of case, with the words the reader sees. Readers meet them in this order. */
export const CASE_KINDS = {
  administrative: '行政处罚',
  criminal: '刑事案件',
  civil: '民事纠纷与反向刷单',
  remedy: '误判与救济',
  scam: '骗局与内部人员',
  'cross-border': '跨境',
} as const;
export type CaseKind = keyof typeof CASE_KINDS;

/** Where it happened. `ali-unspecified` and `unnamed` are answers, not blanks: the report says no more. */
export const CASE_PLATFORMS = {
  taobao: '淘宝',
  tmall: '天猫',
  '1688': '1688',
  aliexpress: '速卖通',
  'ali-unspecified': '阿里平台（未写哪一个）',
  alimama: '淘客推广平台',
  pinduoduo: '拼多多',
  jd: '京东',
  suning: '苏宁易购',
  douyin: '抖音',
  live: '直播电商',
  'local-reviews': '点评类平台',
  takeaway: '外卖平台',
  'wechat-shop': '微店',
  secondhand: '二手交易平台',
  wholesale: '批发平台（未点名）',
  amazon: '亚马逊',
  'overseas-shop': '境外零售网站',
  several: '多个平台',
  other: '其他',
  unnamed: '报道未点名',
} as const;
export type CasePlatform = keyof typeof CASE_PLATFORMS;

/** What was done, named so that a seller recognises it. A case may combine several. */
export const CASE_METHODS = {
  brushers: '请刷手刷单',
  'brushing-site': '刷单平台或软件',
  'empty-parcel': '空包、买单号',
  'swap-gift': '拍A发B、礼品代发',
  'no-shipment': '不发货',
  'friends-staff': '亲友、员工、老客户代拍',
  mutual: '店铺互刷',
  agency: '代运营代刷',
  'review-reward': '好评返现',
  'organised-reviews': '组织刷评价、人气',
  'display-count': '利用计数或合并造数',
  'reverse-brushing': '反向刷单、恶意拍退',
  'false-complaint': '恶意投诉、不实指控',
  'personal-data': '买卖面单、个人信息',
  'brusher-fraud': '以刷单为名骗刷手',
  'brushing-money': '刷单的钱打官司',
  'platform-dispute': '与平台争处罚',
  bribery: '向平台人员行贿',
  'forged-appeal': '伪造材料申诉、代删评价',
  impersonation: '冒充官方收费',
  'brushing-scam': '卖家付钱刷单被骗',
  'agency-fraud': '代运营骗局',
  embezzlement: '员工侵吞刷单款',
  'forged-records': '伪造资金往来和物流',
  unread: '手法未读到',
} as const;
export type CaseMethod = keyof typeof CASE_METHODS;

/** Trade of the shop, or of the business that was punished. */
export const CASE_TRADES = {
  apparel: '服装鞋包',
  home: '家居家具日用',
  food: '食品茶饮',
  electronics: '数码与汽车用品',
  'beauty-health': '美妆护肤保健',
  jewellery: '珠宝饰品',
  pets: '宠物用品',
  'local-services': '餐饮与本地生活',
  education: '教育文化服务',
  virtual: '虚拟商品与网络服务',
  courier: '快递物流',
  agency: '代运营服务',
  'brushing-service': '刷单服务商',
  promotion: '推广者、流量服务',
  'platform-staff': '平台人员与中间人',
  'small-shop': '网店店主（品类未写）',
  several: '多个行业',
  unread: '行业未读到',
} as const;
export type CaseTrade = keyof typeof CASE_TRADES;

/** How it came out. */
export const CASE_OUTCOMES = {
  fine: '罚款',
  'fine-unread': '受到处罚，数额未读到',
  'under-inquiry': '立案或线索分发',
  prison: '判实刑',
  suspended: '判缓刑',
  'convicted-unread': '判有罪，刑期未读到',
  pending: '侦查、起诉或审理中',
  'contract-void': '合同无效',
  forfeited: '钱款被收缴',
  'claim-dismissed': '请求被驳回',
  compensation: '判决或调解赔偿',
  'refund-part': '平台退回部分扣款',
  'shop-closed': '店铺被关闭',
  'funds-frozen': '资金被冻结',
  'money-recovered': '被骗的钱追回',
  'warning-published': '警方提示',
  order: '监管机构命令',
  unread: '结果未读到',
} as const;
export type CaseOutcome = keyof typeof CASE_OUTCOMES;

/** Who bore the outcome; the statistics of fines keep these apart. */
export const CASE_PARTIES = {
  seller: '单个商家',
  sellers: '多个商家合计',
  organiser: '组织者或服务商',
  other: '其他',
} as const;
export type CaseParty = keyof typeof CASE_PARTIES;

export const CASE_SOURCE_KINDS = {
  official: '政府机关',
  court: '法院',
  procuratorate: '检察机关',
  police: '公安机关',
  press: '新闻媒体',
  'trade-press': '行业媒体',
  'law-firm': '律师或学者文章',
  repost: '自媒体或转载页',
} as const;
export type CaseSourceKind = keyof typeof CASE_SOURCE_KINDS;

/** How a case came to light, by the main reason the report gives. */
export const CASE_ROUTES = {
  report: '有人举报、投诉或报警',
  lawsuit: '自己报案或打官司带出',
  inspection: '检查、暗访、巡查',
  'platform-data': '平台监测或提供数据',
  upstream: '别的案子带出',
  mismatch: '公开的数据对不上',
  handover: '检察机关移送',
} as const;
export type CaseRoute = keyof typeof CASE_ROUTES;
