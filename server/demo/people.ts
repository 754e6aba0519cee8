import type { Role } from '../../contract/access.ts'

/** The people of the demonstration. All names are made up. */
export interface DemoPerson {
  login: string
  name: string
  unit: string
  title: string
  roles: Role[]
  officer?: 'fullTime' | 'partTime'
  mobile?: string
}

/** The three offices of the story have a full cast. */
const cast: DemoPerson[] = [
  {
    login: 'xiaodian.li',
    name: '李晓雯',
    unit: '140105',
    title: '信息科科员',
    roles: ['reporter'],
    officer: 'fullTime',
    mobile: '13800140501',
  },
  {
    login: 'xiaodian.zhang',
    name: '张志强',
    unit: '140105',
    title: '信息科科长',
    roles: ['reviewer'],
    officer: 'fullTime',
    mobile: '13800140502',
  },
  {
    login: 'xiaodian.sun',
    name: '孙丽',
    unit: '140105',
    title: '保密员',
    roles: ['secrecyReviewer'],
    mobile: '13800140503',
  },
  {
    login: 'xiaodian.wang',
    name: '王建国',
    unit: '140105',
    title: '办公室副主任（分管）',
    roles: ['deputySigner'],
    mobile: '13800140504',
  },
  {
    login: 'xiaodian.zhao',
    name: '赵振华',
    unit: '140105',
    title: '办公室主任（主要负责人）',
    roles: ['chiefSigner'],
    mobile: '13800140505',
  },
  {
    login: 'taiyuan.chen',
    name: '陈思远',
    unit: '140100',
    title: '信息处主任科员',
    roles: ['editor', 'reporter'],
    officer: 'fullTime',
    mobile: '13800140101',
  },
  {
    login: 'taiyuan.guo',
    name: '郭敏',
    unit: '140100',
    title: '信息处副处长',
    roles: ['editor', 'reviewer'],
    officer: 'fullTime',
    mobile: '13800140102',
  },
  {
    login: 'taiyuan.duban',
    name: '卢海滨',
    unit: '140100',
    title: '督查室主任',
    roles: ['supervisor'],
    mobile: '13800140108',
  },
  { login: 'taiyuan.shizhang', name: '高远', unit: '140100', title: '市政府领导', roles: ['leader'] },
  {
    login: 'taiyuan.liu',
    name: '刘海涛',
    unit: '140100',
    title: '信息处处长',
    roles: ['chiefEditor'],
    officer: 'fullTime',
    mobile: '13800140103',
  },
  {
    login: 'taiyuan.he',
    name: '贺文娟',
    unit: '140100',
    title: '机要保密处干部',
    roles: ['secrecyReviewer'],
    mobile: '13800140104',
  },
  {
    login: 'taiyuan.ma',
    name: '马国栋',
    unit: '140100',
    title: '副秘书长（分管）',
    roles: ['deputySigner', 'issueSigner'],
    mobile: '13800140105',
  },
  {
    login: 'taiyuan.qin',
    name: '秦岭',
    unit: '140100',
    title: '秘书长',
    roles: ['chiefSigner'],
    mobile: '13800140106',
  },
  {
    login: 'taiyuan.bai',
    name: '白雪梅',
    unit: '140100',
    title: '信息处考核员',
    roles: ['assessor'],
    mobile: '13800140107',
  },
  {
    login: 'sheng.zhou',
    name: '周雨桐',
    unit: '140000',
    title: '信息处一级主任科员',
    roles: ['editor', 'reporter'],
    officer: 'fullTime',
    mobile: '13800140001',
  },
  {
    login: 'sheng.wu',
    name: '武文斌',
    unit: '140000',
    title: '信息处二级调研员',
    roles: ['editor', 'reviewer'],
    officer: 'fullTime',
    mobile: '13800140002',
  },
  {
    login: 'sheng.duban',
    name: '乔志敏',
    unit: '140000',
    title: '督办处处长',
    roles: ['supervisor'],
    mobile: '13800140008',
  },
  { login: 'sheng.lingdao', name: '林正平', unit: '140000', title: '省政府主要领导', roles: ['leader'] },
  { login: 'sheng.fenguan', name: '方志远', unit: '140000', title: '省政府分管领导', roles: ['leader'] },
  {
    login: 'sheng.han',
    name: '韩冬',
    unit: '140000',
    title: '信息处处长',
    roles: ['chiefEditor'],
    officer: 'fullTime',
    mobile: '13800140003',
  },
  {
    login: 'sheng.xue',
    name: '薛静',
    unit: '140000',
    title: '保密办干部',
    roles: ['secrecyReviewer'],
    mobile: '13800140004',
  },
  {
    login: 'sheng.yan',
    name: '闫立新',
    unit: '140000',
    title: '副秘书长',
    roles: ['issueSigner', 'deputySigner'],
    mobile: '13800140005',
  },
  {
    login: 'sheng.tian',
    name: '田丽华',
    unit: '140000',
    title: '信息处考核员',
    roles: ['assessor'],
    mobile: '13800140007',
  },
  { login: 'sheng.cui', name: '崔明', unit: '140000', title: '秘书长', roles: ['chiefSigner'], mobile: '13800140006' },
]

/** Every other unit that writes has an officer, a head of section who reviews and a head who signs. */
const writing: [unit: string, prefix: string, names: [string, string, string]][] = [
  ['140106', 'yingze', ['田甜', '白雪峰', '任国庆']],
  ['140107', 'xinghualing', ['贾雨晴', '侯建军', '史红卫']],
  ['140108', 'jiancaoping', ['常乐', '段学文', '靳海']],
  ['140109', 'wanbolin', ['申佳', '邢晓东', '康宁']],
  ['140121', 'qingxu', ['温慧', '阎俊', '要志刚']],
  ['140122', 'yangqu', ['樊星', '宋春生', '裴文']],
  ['140123', 'loufan', ['尤娜', '冀平', '强峰']],
  ['140181', 'gujiao', ['游洋', '游建平', '弓力']],
  ['140200', 'datong', ['庞博', '柴静怡', '麻卫东']],
  ['140300', 'yangquan', ['荆歌', '药晓明', '窦志刚']],
  ['140400', 'changzhi', ['申浩然', '暴丽', '原晋生']],
  ['140500', 'jincheng', ['司徒敏', '成晓光', '苗泽']],
  ['140600', 'shuozhou', ['边疆', '左云飞', '麻志伟']],
  ['140700', 'jinzhong', ['乔雅', '渠波', '程太行']],
  ['140800', 'yuncheng', ['薛晨', '卫东升', '解玉山']],
  ['140900', 'xinzhou', ['续文', '班超群', '定国强']],
  ['141000', 'linfen', ['尧晓', '席立群', '亢建平']],
  ['141100', 'lvliang', ['车欣', '刘应龙', '霍振国']],
  ['140000-B01', 'fagaiwei', ['邵一鸣', '程文', '丁卫国']],
  ['140000-B02', 'jiaoyuting', ['夏雨', '穆青', '金晓峰']],
  ['140000-G01', 'zhujing', ['梁爽', '祁连', '池海']],
  ['140000-G03', 'zhuhu', ['鲁滨', '柯亮', '盛华']],
]

const others: DemoPerson[] = writing.flatMap(([unit, prefix, [officer, head, chief]]) => [
  {
    login: `${prefix}.xinxi`,
    name: officer,
    unit,
    title: '信息员',
    roles: ['reporter'] as Role[],
    officer: unit.length > 6 ? ('partTime' as const) : ('fullTime' as const),
  },
  {
    login: `${prefix}.kezhang`,
    name: head,
    unit,
    title: '信息负责人',
    roles: ['reviewer', 'secrecyReviewer'] as Role[],
  },
  {
    login: `${prefix}.zhuren`,
    name: chief,
    unit,
    title: '主要负责人',
    roles: ['deputySigner', 'chiefSigner'] as Role[],
  },
])

export const demoPeople: DemoPerson[] = [...cast, ...others]

/** 三员: no business, and never two on one person. */
export const demoAdministrators = [
  { login: 'admin.system', name: '管维', title: '系统管理员', role: 'systemAdmin' },
  { login: 'admin.security', name: '安平', title: '安全保密管理员', role: 'securityAdmin' },
  { login: 'admin.audit', name: '申计', title: '安全审计员', role: 'auditor' },
] as const

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'.split('')
const givenNames = [
  '晓峰',
  '丽华',
  '志远',
  '海燕',
  '建平',
  '文静',
  '永强',
  '雪梅',
  '俊杰',
  '春兰',
  '国庆',
  '思雨',
  '卫东',
  '佳慧',
  '振宇',
  '美玲',
  '少华',
]

/** A made-up name for the n-th officer who has no part in the story. */
export const officerName = (n: number): string =>
  surnames[(n * 7) % surnames.length]! + givenNames[(n * 5) % givenNames.length]!
