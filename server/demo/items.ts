/**
 * A month of work for the demonstration. Every text here was written for it: places are real, events, figures and people are not.
 * A line that starts with 一、 or （一） is a heading; a line that starts with | is a row of a table.
 */
export interface DemoItem {
  unit: string
  /** Days before the demonstration starts, and the hour in Shanghai when it was sent. */
  day: number
  hour: number
  category: 'implementation' | 'directiveResult' | 'keyWork' | 'newSituation' | 'experience' | 'research'
  genre: string
  urgency?: 'flash' | 'urgent' | 'prompt' | 'normal'
  major?: true
  keywords: string
  title: string
  text: string
  /** How far it went; the way there is walked through the real use cases. */
  fate:
    | 'draft'
    | 'inReview'
    | 'returned'
    | 'awaitingSignOff'
    | 'signed'
    | 'arrived'
    | 'received'
    | 'shortlisted'
    | 'editing'
    | 'heldBack'
    | 'notAdopted'
    | 'rejected'
    | 'published'
    | 'forwarded'
    | 'forwardedPublished'
  /** Column of the issue, for those that were published. */
  column?: string
  reason?: string
  advice?: string
  comment?: string
}

export const demoItems: DemoItem[] = [
  {
    unit: '140105',
    day: 26,
    hour: 9,
    category: 'keyWork',
    genre: 'news',
    keywords: '营商环境 政务服务',
    fate: 'forwardedPublished',
    column: '工作动态',
    title: '小店区推行“一窗通办、一次办结”改革取得初步成效',
    text: `今年以来，小店区围绕企业和群众办事“多头跑、重复交”问题，推行“一窗通办、一次办结”改革，取得初步成效。
一、主要做法
（一）归并窗口。将原来分设在14个部门的62个办事窗口归并为18个综合窗口，实行前台综合受理、后台分类审批、统一窗口出件。
（二）精简材料。逐项清理申请材料，取消重复证明31项，能够通过数据共享核验的一律不再要求群众提交。
（三）限时办结。对316项高频事项公开承诺时限，平均由7.5个工作日压减到2.8个工作日，超时由监督窗口提醒并登记原因。
二、初步成效
截至10月底，综合窗口共受理办件4.6万件，按期办结率99.2%，群众平均等候时间由26分钟缩短到9分钟。区内新登记经营主体5820户，同比增长11.4%。
三、下一步打算
针对跨区通办事项数据回传慢的问题，拟与市级平台对接，年底前实现38个事项全程网办；针对老年人办事，增设帮办代办岗位12个。`,
  },
  {
    unit: '140105',
    day: 12,
    hour: 15,
    category: 'newSituation',
    genre: 'problem',
    keywords: '冬季供暖 老旧小区',
    fate: 'published',
    column: '问题与建议',
    comment: '数据扎实，问题抓得准。后续请续报整改进展。',
    title: '小店区反映：部分老旧小区供暖初期存在“三个不到位”问题',
    text: `11月1日供暖以来，小店区对辖区47个老旧小区进行走访，发现供暖初期存在“三个不到位”问题，应引起重视。
一是管网检修不到位。有9个小区二次管网建成超过20年，供暖一周内发生跑冒滴漏23处，平均修复时间11小时。
二是入户调试不到位。顶层和端头住户温度普遍低于18℃，走访的312户中有41户不达标，占13.1%。
三是责任衔接不到位。部分小区热力企业、物业和原产权单位对维修范围说法不一，群众反映问题需要多次联系。
建议：尽快明确老旧小区二次管网维修责任主体和费用渠道；对投用15年以上的管网统一安排非供暖季改造；建立供暖首月“每日一报、逐户销号”机制。`,
  },
  {
    unit: '140105',
    day: 5,
    hour: 10,
    category: 'research',
    genre: 'study',
    keywords: '社区养老 助餐',
    fate: 'arrived',
    title: '关于小店区社区老年助餐服务可持续运营的调研',
    text: `近期，我办会同区民政局对全区26个社区老年助餐点进行了调研，走访老人和家属268人次。
一、基本情况
全区现有社区老年助餐点26个，日均服务老人1930人次，人均餐费12.6元，其中个人负担8元，其余由区级补助和企业让利承担。
二、存在问题
一是盈亏失衡，26个点中有15个处于亏损状态，平均月亏损4200元；二是供餐单一，慢性病老人的特殊饮食需求难以满足；三是布点不均，城郊结合部6个社区没有助餐点。
三、原因分析
助餐点日均客流低于90人次时难以覆盖固定成本，而补助按点位平均分配，没有与服务量挂钩；送餐主要靠志愿者，人员不稳定。
四、对策建议
建议把按点补助改为“基础补助加服务量奖补”；鼓励助餐点向社会开放，以社会客流弥补亏损；由中心厨房统一制作特殊膳食，分送各点。`,
  },
  {
    unit: '140105',
    day: 2,
    hour: 16,
    category: 'implementation',
    genre: 'news',
    keywords: '秋冬防火',
    fate: 'awaitingSignOff',
    title: '小店区落实森林草原防火责任 压实“区、乡、村”三级网格',
    text: `进入秋冬防火期，小店区认真落实上级部署，划定防火网格128个，配备网格员214名，实行“区级统筹、乡镇包片、村级到人”。
在东山一线设置检查站17处，对进山人员和车辆逐一登记。新增视频监控点22个，实现重点区域全覆盖。
10月以来共劝导野外用火行为136起，整改隐患41处，未发生森林草原火情。`,
  },
  {
    unit: '140105',
    day: 1,
    hour: 11,
    category: 'newSituation',
    genre: 'news',
    keywords: '灵活就业',
    fate: 'inReview',
    title: '小店区零工市场求职人数明显回升',
    text: `据小店区零工市场统计，10月份日均求职登记612人次，环比增长18.3%，其中建筑装修类占37%，家政服务类占24%，物流配送类占19%。
求职人员反映，日结工资总体平稳，但冬季室外用工减少，技能培训需求增加。区人社局已开设短期培训班6期，培训412人。`,
  },
  {
    unit: '140105',
    day: 1,
    hour: 17,
    category: 'experience',
    genre: 'practice',
    keywords: '基层减负',
    fate: 'returned',
    reason: '基层减负前后对比的数据需要注明统计口径，请补充来源单位。',
    title: '小店区清理整合政务应用程序为基层减负',
    text: `小店区对面向基层的各类政务应用程序和工作群开展清理，把47个应用整合为1个统一入口，解散工作群280余个，基层干部每天填报时间平均减少40分钟。`,
  },
  {
    unit: '140105',
    day: 0,
    hour: 9,
    category: 'keyWork',
    genre: 'brief',
    keywords: '重点项目',
    fate: 'draft',
    title: '小店区三季度重点项目完成投资情况',
    text: `截至9月底，全区在建重点项目36个，累计完成投资112.8亿元，占年度计划的81.6%。`,
  },
  {
    unit: '140106',
    day: 24,
    hour: 10,
    category: 'keyWork',
    genre: 'news',
    keywords: '消费 夜经济',
    fate: 'forwardedPublished',
    column: '工作动态',
    title: '迎泽区多措并举激发商圈消费活力',
    text: `迎泽区以柳巷、五一广场商圈为重点，出台促消费措施12条，推动消费稳步回升。
一是延长营业时间，组织46家重点商户延时至22时，开行夜间公交专线2条。二是发放消费券2000万元，拉动消费1.68亿元。三是优化外摆管理，划定外摆区域9处，实行备案制。
10月份，重点监测商户销售额同比增长9.7%，夜间客流占比由31%提高到38%。`,
  },
  {
    unit: '140106',
    day: 11,
    hour: 14,
    category: 'newSituation',
    genre: 'problem',
    keywords: '冬季供暖',
    fate: 'published',
    column: '问题与建议',
    title: '迎泽区反映：供暖初期群众诉求集中在温度不达标和退费难',
    text: `11月1日至10日，迎泽区12345热线共受理供暖诉求1286件，其中温度不达标占62%，停暖退费难占17%，管网漏水占12%。
退费难主要表现为：申请材料要求不统一，有的热力企业要求提供房产证原件；办理时限不明确，最长的超过40天。
建议统一退费材料清单和办理时限，公开投诉渠道，并将诉求办结率纳入供热企业考核。`,
  },
  {
    unit: '140106',
    day: 4,
    hour: 11,
    category: 'implementation',
    genre: 'news',
    keywords: '既有住宅加装电梯',
    fate: 'received',
    title: '迎泽区既有住宅加装电梯工作驶入“快车道”',
    text: `迎泽区将加装电梯审批由串联改为并联，办理时限由45天压减到20天。今年已开工加装电梯63部，建成41部，惠及居民820户。
针对低层住户意见，建立“一梯一策”协商机制，组织协商会190余场，意见一致率由年初的58%提高到83%。`,
  },
  {
    unit: '140107',
    day: 20,
    hour: 9,
    category: 'experience',
    genre: 'practice',
    keywords: '社区治理',
    fate: 'published',
    column: '经验交流',
    title: '杏花岭区以“楼院议事会”破解老旧小区治理难题',
    text: `杏花岭区在112个无物业小区推行“楼院议事会”，由居民推选议事员1340名，围绕停车、环境、安全等事项协商议事。
一、建好平台。每月固定一天为“议事日”，社区干部、产权单位、居民代表到场，现场能定的现场定。
二、管好过程。议题提前三天公示，表决结果和资金使用全程公开，接受居民监督。
三、用好结果。形成的决议由社区督办，今年以来议定事项756件，办结711件，物业费收缴率由41%提高到79%。`,
  },
  {
    unit: '140107',
    day: 8,
    hour: 16,
    category: 'newSituation',
    genre: 'news',
    keywords: '电动自行车',
    fate: 'notAdopted',
    reason: '已有同题信息采用',
    title: '杏花岭区开展电动自行车安全隐患整治',
    text: `杏花岭区组织社区、消防、公安等力量，对辖区电动自行车停放充电场所进行排查，共清理违规停放1120辆，新建充电桩位2600个。`,
  },
  {
    unit: '140108',
    day: 18,
    hour: 10,
    category: 'keyWork',
    genre: 'news',
    keywords: '数字经济',
    fate: 'shortlisted',
    title: '尖草坪区先进制造业项目加快落地',
    text: `尖草坪区紧盯不锈钢精深加工产业链，今年签约项目21个、总投资86亿元，其中已开工14个。
实行“一个项目、一名领导、一个专班”，项目从签约到开工平均用时由210天缩短到128天。`,
  },
  {
    unit: '140109',
    day: 15,
    hour: 15,
    category: 'implementation',
    genre: 'news',
    keywords: '安全生产',
    fate: 'rejected',
    reason: 'diary',
    advice: '请围绕隐患整改的难点、措施和效果重写，补充前后对比数据。',
    title: '万柏林区召开四季度安全生产工作会议',
    text: `11月初，万柏林区召开四季度安全生产工作会议。会议传达了上级有关精神，通报了前三季度安全生产情况，对下一步工作进行了安排。会议要求，各部门要提高认识，加强领导，狠抓落实。`,
  },
  {
    unit: '140121',
    day: 22,
    hour: 9,
    category: 'keyWork',
    genre: 'news',
    keywords: '特色农业 葡萄',
    fate: 'forwardedPublished',
    column: '工作动态',
    title: '清徐县延伸葡萄产业链带动农户增收',
    text: `清徐县依托葡萄种植优势，推动产业由卖鲜果向加工、文旅延伸。全县葡萄种植面积稳定在5万亩左右，今年产量7.2万吨。
一是扶持加工企业11家，鲜果加工转化率由22%提高到35%。二是建设冷链仓储2.4万立方米，鲜果销售期延长60天。三是发展采摘体验园86个，接待游客41万人次。
据测算，产业链延伸带动1.3万户农户户均增收约4600元。`,
  },
  {
    unit: '140121',
    day: 6,
    hour: 8,
    category: 'newSituation',
    genre: 'news',
    urgency: 'urgent',
    keywords: '寒潮 设施农业',
    fate: 'published',
    column: '要情',
    title: '清徐县迅速应对寒潮天气确保设施蔬菜安全',
    text: `受寒潮影响，11月14日夜间清徐县最低气温降至零下9℃，部分乡镇出现6级以上阵风。
县委、县政府连夜部署，组织农技人员76名下沉到村，指导农户对1.9万个大棚加盖保温层、检修供暖设备。截至15日12时，全县设施蔬菜受冻面积120亩，占总面积的0.8%，无人员伤亡。
目前已协调保险机构开展查勘，蔬菜日上市量480吨，价格平稳。`,
  },
  {
    unit: '140122',
    day: 17,
    hour: 11,
    category: 'experience',
    genre: 'practice',
    keywords: '乡村旅游',
    fate: 'heldBack',
    reason: '待与同类信息综合',
    title: '阳曲县盘活闲置农房发展乡村民宿',
    text: `阳曲县建立闲置农房台账，由村集体统一流转、统一招商，盘活闲置院落183处，建成精品民宿37家，今年接待游客9.8万人次，村集体增收410万元。`,
  },
  {
    unit: '140123',
    day: 3,
    hour: 9,
    category: 'implementation',
    genre: 'news',
    keywords: '生态修复',
    fate: 'published',
    column: '工作动态',
    title: '娄烦县汾河上游生态保护修复取得阶段性进展',
    text: `娄烦县统筹推进汾河上游山水林田湖草沙一体化保护修复，今年完成营造林3.2万亩，治理水土流失面积46平方公里，汾河水库上游断面水质稳定达到Ⅱ类。`,
  },
  {
    unit: '140181',
    day: 10,
    hour: 17,
    category: 'newSituation',
    genre: 'problem',
    major: true,
    keywords: '煤矿 用工',
    fate: 'forwarded',
    comment: '选题好，省里关注，请准备续报。',
    title: '古交市反映：部分煤矿一线技术工人“招不来、留不住”问题突出',
    text: `古交市对辖区8座煤矿用工情况调查显示，采掘一线技术工人缺口约640人，占应配人数的14%。
一是年龄偏大。一线工人平均年龄47.6岁，35岁以下仅占11%。
二是流失较快。近三年新招技术工人1120人，已离职503人，离职率44.9%。
三是培养周期长。采煤机司机等关键岗位从入职到独立上岗一般需要18个月以上。
建议：支持校企联合定向培养；将井下一线工龄与职称评定、子女入学等政策衔接；加快智能化改造，减少高强度岗位。`,
  },
  {
    unit: '140100',
    day: 9,
    hour: 9,
    category: 'keyWork',
    genre: 'overview',
    keywords: '科技创新',
    fate: 'published',
    column: '要情',
    title: '太原市前三季度高技术制造业增加值同比增长12.6%',
    text: `太原市坚持以科技创新引领产业创新，前三季度规上高技术制造业增加值同比增长12.6%，高于规上工业5.1个百分点。
| 指标 | 前三季度 | 同比 |
| 高技术制造业增加值 | 286.4亿元 | 12.6% |
| 技术合同成交额 | 214.7亿元 | 18.3% |
| 新认定高新技术企业 | 312家 | 9.5% |
主要特点：一是新动能增势较好，新一代信息技术、高端装备两个产业贡献率达61%；二是创新平台作用显现，新增省级以上平台23个；三是企业研发投入意愿增强，规上工业企业研发费用同比增长14.2%。`,
  },
  {
    unit: '140200',
    day: 23,
    hour: 10,
    category: 'keyWork',
    genre: 'news',
    keywords: '文旅 古城',
    fate: 'published',
    column: '工作动态',
    title: '大同市古城保护与文旅融合实现“双提升”',
    text: `大同市坚持保护优先，完成古城传统院落修缮126处，开放展示空间34处。1至10月，全市接待游客量同比增长21.3%，过夜游客占比由39%提高到46%。
一是推行“微改造”，保留原住居民和传统业态；二是打通交通堵点，新增停车位5200个；三是丰富夜间演艺，常态化演出达到18项。`,
  },
  {
    unit: '140200',
    day: 7,
    hour: 8,
    category: 'newSituation',
    genre: 'news',
    urgency: 'flash',
    major: true,
    keywords: '降雪 道路',
    fate: 'published',
    column: '要情',
    title: '大同市全力应对今冬首场强降雪',
    text: `11月15日2时起，大同市出现今冬首场强降雪，截至8时全市平均降雪量9.4毫米，最大积雪深度12厘米，境内3条高速公路临时管控。
市政府启动应急响应，投入除雪机械286台、人员4100余名，主城区主干道7时前恢复通行；中小学、幼儿园延迟上课；供热企业提高供水温度3至5℃。
截至8时30分，未接到人员伤亡报告，电力、供热、通信运行正常。后续情况续报。`,
  },
  {
    unit: '140300',
    day: 21,
    hour: 14,
    category: 'experience',
    genre: 'practice',
    keywords: '智慧城市 自动驾驶',
    fate: 'published',
    column: '经验交流',
    title: '阳泉市以场景开放推动智能网联产业发展',
    text: `阳泉市开放城市道路测试里程350公里，推出无人配送、环卫清扫、园区接驳等应用场景27个，吸引上下游企业31家落户。
建立“一次测试、结果互认”机制，企业测试准备时间缩短60%；设立安全监管平台，实时接入测试车辆180台。`,
  },
  {
    unit: '140400',
    day: 19,
    hour: 16,
    category: 'research',
    genre: 'study',
    keywords: '光伏 产业链',
    fate: 'published',
    column: '调研参考',
    title: '关于长治市光伏产业链协同发展的调研与思考',
    text: `近期，我办围绕光伏产业链协同发展走访企业17家，形成如下意见。
一、基本情况
全市现有光伏规上企业14家，形成从硅片、电池片到组件的产业链条，1至10月实现产值243亿元。
二、存在问题
一是价格下行挤压利润，组件均价较年初下降17%；二是本地配套率仅32%，辅材主要依靠外采；三是研发投入强度2.1%，低于行业领先企业。
三、原因分析
产业同质化竞争较为突出，企业间缺乏协同；本地检测认证机构不足，新产品认证周期长。
四、对策建议
建议支持组建产业联盟，共建检测认证平台；引导企业向组件回收、储能等环节延伸；对首台套、首批次产品给予保险补偿。`,
  },
  {
    unit: '140500',
    day: 16,
    hour: 10,
    category: 'keyWork',
    genre: 'news',
    keywords: '煤层气',
    fate: 'published',
    column: '工作动态',
    title: '晋城市煤层气增储上产步伐加快',
    text: `1至10月，晋城市煤层气产量同比增长10.8%，新建成生产井412口，日产量创历史新高。推行“净矿出让”，项目前期手续办理时间缩短三分之一；建设管网46公里，外输能力进一步提高。`,
  },
  {
    unit: '140600',
    day: 14,
    hour: 9,
    category: 'implementation',
    genre: 'news',
    keywords: '防沙治沙',
    fate: 'rejected',
    reason: 'elements',
    advice: '请补充工程名称、资金来源和验收情况。',
    title: '朔州市防沙治沙工作成效明显',
    text: `朔州市扎实推进防沙治沙，生态环境持续改善，群众满意度不断提升。`,
  },
  {
    unit: '140700',
    day: 12,
    hour: 11,
    category: 'experience',
    genre: 'practice',
    keywords: '平遥 古建',
    fate: 'received',
    title: '晋中市探索低级别不可移动文物“认养”机制',
    text: `晋中市出台文物建筑认养办法，鼓励社会力量参与低级别文物保护利用，已签约认养136处，引入资金2.1亿元。实行“一处一档、定期巡查、违约退出”，确保文物安全。`,
  },
  {
    unit: '140800',
    day: 11,
    hour: 15,
    category: 'newSituation',
    genre: 'problem',
    keywords: '苹果 销售',
    fate: 'arrived',
    title: '运城市反映：晚熟苹果销售进度偏慢',
    text: `运城市对6个苹果主产县调度显示，截至11月10日晚熟苹果销售进度58%，较去年同期慢9个百分点，地头均价每斤2.6元，同比下降0.3元。
原因：外省主产区同期上市，客商分流；果农惜售心理较强；冷库库容紧张，入库价格上涨。
建议组织产销对接，协调冷库扩容和运输绿色通道，引导有序销售。`,
  },
  {
    unit: '140900',
    day: 10,
    hour: 10,
    category: 'keyWork',
    genre: 'news',
    keywords: '五台山 旅游',
    fate: 'arrived',
    title: '忻州市加快建设杂粮产业集群',
    text: `忻州市杂粮种植面积稳定在390万亩，今年引进精深加工项目9个，培育省级以上龙头企业42家。建设杂粮出口平台，1至10月杂粮出口额同比增长23.5%。`,
  },
  {
    unit: '141000',
    day: 3,
    hour: 10,
    category: 'implementation',
    genre: 'news',
    keywords: '黄河流域',
    fate: 'published',
    column: '工作动态',
    title: '临汾市持续推进汾河流域水质改善',
    text: `临汾市新建和改造污水管网312公里，整治入河排污口147个。1至10月，汾河临汾段国考断面优良水体比例同比提高14.3个百分点。建立上下游联防联控机制，发现异常24小时内溯源。`,
  },
  {
    unit: '141100',
    day: 8,
    hour: 9,
    category: 'research',
    genre: 'study',
    keywords: '白酒 产业',
    fate: 'editing',
    title: '关于吕梁市白酒产业转型升级的调研',
    text: `一、基本情况
吕梁市现有白酒生产企业86家，1至10月产量同比增长4.1%。
二、存在问题
品牌集中度高，中小酒企同质化严重；原粮本地供应率不足四成；工业旅游带动作用不强。
三、原因分析
中小企业研发和营销投入不足，标准体系不健全；高粱种植比较收益低，订单履约率不高。
四、对策建议
建立产区标准和质量追溯体系；推广“企业加合作社”订单种植；打造精品工业旅游线路。`,
  },
  {
    unit: '140000-B01',
    day: 25,
    hour: 9,
    category: 'keyWork',
    genre: 'overview',
    keywords: '项目 投资',
    fate: 'published',
    column: '要情',
    title: '全省前三季度重点工程项目建设总体平稳',
    text: `省发展改革委反映，前三季度省级重点工程项目开复工率96.3%，完成投资占年度计划的79.8%，总体进度符合预期。
一、主要特点
制造业项目占比提高，制造业投资占重点工程投资的38.4%，同比提高3.2个百分点；能源转型项目加快，新能源和储能项目完成投资同比增长22.7%。
二、需要关注的问题
一是部分项目土地组卷报批周期较长，有17个项目尚未取得用地批复；二是冬季施工临近，室外工程进度可能放缓；三是少数项目融资落实不到位。
三、下一步措施
建立用地、环评、能耗要素“一表调度”，对进度滞后的项目逐一约谈；组织银企对接会，协调解决融资需求。`,
  },
  {
    unit: '140000-B02',
    day: 18,
    hour: 15,
    category: 'implementation',
    genre: 'news',
    keywords: '义务教育',
    fate: 'published',
    column: '工作动态',
    title: '省教育厅推进义务教育学校“课后服务”提质扩面',
    text: `目前全省义务教育学校课后服务覆盖率达到98.6%，参与学生占比91.2%。省教育厅推动课程资源共享，建设省级资源库，上线课程1260门；支持农村学校通过“双师课堂”开设艺术、科学类课程。`,
  },
  {
    unit: '140000-B01',
    day: 6,
    hour: 10,
    category: 'newSituation',
    genre: 'news',
    keywords: '用电量',
    fate: 'arrived',
    title: '10月份全社会用电量走势反映工业生产稳中有升',
    text: `10月份全省全社会用电量同比增长5.3%，其中工业用电量增长4.8%，高技术及装备制造业用电量增长11.2%。分行业看，31个制造业行业中有22个实现正增长。`,
  },
  {
    unit: '140000-G01',
    day: 15,
    hour: 14,
    category: 'experience',
    genre: 'practice',
    keywords: '外省做法 人才',
    fate: 'published',
    column: '经验交流',
    title: '驻京办反映：部分城市以“揭榜挂帅”方式破解产业技术难题的做法值得借鉴',
    text: `据了解，有的城市围绕主导产业梳理企业技术需求，面向全国发布榜单，由企业出题、科研院所揭榜、政府按里程碑拨付资金，取得较好效果。
一是需求真，榜单全部来自企业，企业出资不低于五成；二是机制活，不论资历、不设门槛，允许科研失败免责；三是落地快，从发榜到签约平均用时75天。
建议结合我省特色专业镇建设，选取5至8个重点产业链开展试点。`,
  },
  {
    unit: '140000-G03',
    day: 5,
    hour: 16,
    category: 'experience',
    genre: 'practice',
    keywords: '长三角 招商',
    fate: 'received',
    title: '驻沪办反映：长三角部分园区推行“标准地+承诺制”的新做法',
    text: `长三角部分园区将“标准地”与承诺制结合，企业拿地即可开工，竣工后一次验收。园区对承诺履约情况动态评价，评价结果与后续用地、用能指标挂钩，项目开工时间平均提前4个月。`,
  },
]
