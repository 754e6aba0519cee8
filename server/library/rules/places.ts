/** Where a name of a place is only a piece of another word. A table that a colleague from the office can check. */
interface Trap {
  /** Not after these signs: 南方山青水秀. */
  after?: string
  /** Not before these words: 长治久安. */
  before?: readonly string[]
  /** The bare name is also a common word: it counts only when the text speaks of its city or of 山西. */
  common?: true
}

/** By the bare name. A name with its 市、县、区 counts always, but for the kinds of districts below. */
const traps: Record<string, Trap> = {
  山西: { after: '火泰华衡嵩黄庐冰雪', before: ['北里', '侧', '麓', '坡', '路', '街', '会馆'] },
  太原: { before: ['卫星发射'] },
  大同: { after: '最天下界求', before: ['心', '小异', '社会', '世界'] },
  长治: { before: ['久', '理'] },
  和顺: { after: '教谐平祥睦', before: '利应势手延义德昌丰序着畅'.split(''), common: true },
  方山: { after: '南北东西上四八地远' },
  平定: { before: ['叛', '乱', '动', '天下', '了', '战'] },
  古县: { after: '千历', before: ['城', '衙', '镇'] },
  阳城: { after: '洛沈衡襄贵朝安南汉咸邵岳辽益信富丹夕', before: ['市', '际'] },
  高平: { after: '提最更较很太', before: ['均', '台', '原', '稳', '衡', '整'], common: true },
  临县: { after: '面濒来光' },
  应县: { after: '相对响供适反' },
  代县: { after: '现古年时当换近替' },
  夏县: { after: '宁华' },
  阳高: { after: '太重夕朝', before: ['照', '速', '铁', '温', '新'], common: true },
  宁武: { before: ['鸣'] },
  闻喜: { before: ['讯', '报'] },
  文水: { after: '水', before: ['资源', '质'] },
  万荣: { before: ['站'] },
  五台: { common: true },
  长子: { common: true },
  小店: { common: true },
  平城: { common: true },
  新荣: { common: true },
  平顺: { common: true },
  永和: { common: true },
  交口: { after: '路街叉三道桥成', common: true },
  大宁: { common: true },
  静乐: { common: true },
  平陆: { common: true },
  石楼: { common: true },
  中阳: { common: true },
  原平: { after: '中平高', common: true },
  云州: { common: true },
  永济: { common: true },
  孝义: { common: true },
  交城: { after: '成', common: true },
  河曲: { after: '黄', common: true },
  保德: { common: true },
  浮山: { common: true },
  翼城: { after: '两', common: true },
  上党: { after: '以', common: true },
  安泽: { common: true },
  山阴: { common: true },
  汾西: { common: true },
}

/** 城区、郊区、矿区 are names of districts only right behind the name of their city. */
const ordinary = new Set(['城区', '郊区', '矿区'])

const bareOf = (name: string) => (name.length > 2 ? name.slice(0, -1) : name)

/** The places of Shanxi that a text names, each once; with a county comes its city. */
export function recognisePlaces(text: string, tree: Record<string, readonly string[]>): string[] {
  const found = new Set<string>()
  const ofShanxi = namedIn(text, '山西', traps['山西'])
  if (ofShanxi) found.add('山西省')
  for (const [city, counties] of Object.entries(tree)) {
    if (text.includes(city) || namedIn(text, bareOf(city), traps[bareOf(city)])) found.add(city)
    for (const county of counties) {
      if (ordinary.has(county)) {
        if (text.includes(`${city}${county}`) || text.includes(`${bareOf(city)}${county}`)) found.add(city).add(county)
        continue
      }
      const bare = bareOf(county)
      const trap = traps[bare]
      const whole = county.length > 2 ? namedWhole(text, county, trap) : namedIn(text, county, trap)
      const known = ofShanxi || found.has(city) || /山西|我省/u.test(text)
      if (whole || (county.length > 2 && (!trap?.common || known) && namedIn(text, bare, trap)))
        found.add(city).add(county)
    }
  }
  return [...found]
}

/** 相应县级部门 does not name 应县, and 平城区域 does not name 平城区. */
function namedWhole(text: string, name: string, trap: Trap | undefined): boolean {
  return occurrences(text, name).some(
    (at) => !(trap?.after ?? '').includes(text[at - 1] ?? ' ') && !/^[域间]/u.test(text.slice(at + name.length)),
  )
}

function namedIn(text: string, name: string, trap: Trap | undefined): boolean {
  return occurrences(text, name).some((at) => {
    const [sign, rest] = [text[at - 1] ?? ' ', text.slice(at + name.length, at + name.length + 8)]
    if (trap?.after?.includes(sign)) return false
    return !(trap?.before ?? []).some((word) => rest.startsWith(word))
  })
}

function occurrences(text: string, name: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) places.push(at)
  return places
}
