/** What the beginning of a document says of itself. */
export interface DocumentHead {
  title: string
  text: string
  documentNumber: string
  day: string | null
  year: number | null
  number: number | null
}

const numberPattern = /[\p{Script=Han}]{1,12}[〔[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*(?:第\s*)?\d{1,5}\s*号/u
const dayPattern = /((?:19|20)\d{2})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})\s*日?/u
const issuePattern = /第\s*(\d{1,4})\s*期/u

/** Title, number and day of a document: its first lines, else the name of its file. */
export function readTitle(fileName: string, text: string): DocumentHead {
  const name = fileName.replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]{1,5}$/i, '')
  const lines = text.split('\n').map((line) => line.trim())
  const head = lines.filter(Boolean).slice(0, 12)
  const documentNumber = head.join('\n').match(numberPattern)?.[0].replace(/\s/g, '') ?? ''
  const ending = lines.filter(Boolean).slice(-6).join('\n')
  const day =
    dayOf(head.join('\n').match(dayPattern)) ??
    dayOf(ending.match(dayPattern)) ??
    dayOf(name.match(/((?:19|20)\d{2})(\d{2})(\d{2})/)) ??
    null
  const issue = `${name}\n${head.join('\n')}`.match(issuePattern)
  return {
    title: titleIn(head) ?? name,
    text,
    documentNumber,
    day,
    year: day === null ? null : Number(day.slice(0, 4)),
    number: issue ? Number(issue[1]) : null,
  }
}

/** 文种: with these a title of official writing ends (党政机关公文处理工作条例第八条, and what offices write beside). */
const kindPattern =
  /(决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|办法|方案|规定|细则|条例|规划|计划|要点|总结|简报|专报|汇报|材料|建议|讲话|清单|制度|预案)(（[^）]{1,20}）)?$/u
const isTitleLine = (line: string) =>
  line.length <= 80 && !/[。；：:，]$/.test(line) && !numberPattern.test(line) && !dayPattern.test(line.slice(0, 12))
const startsText = (line: string) => /^([一二三四五六七八九十]+、|[（(]|[-•*·]|第.{1,3}[章条节]|\d)/u.test(line)
const linesOfTitle = 4

/** The first line that can be a title, with those after it when only together they end as a title does: long titles are broken by hand. */
function titleIn(head: readonly string[]): string | undefined {
  const at = head.findIndex((line) => line.length >= 6 && isTitleLine(line))
  const first = head[at]
  if (first === undefined) return undefined
  let title = ''
  for (const line of head.slice(at, at + linesOfTitle)) {
    if (title !== '' && (!isTitleLine(line) || startsText(line))) break
    title += line
    if (kindPattern.test(title)) return title.length <= 120 ? title : first
  }
  return first
}

function dayOf(found: RegExpMatchArray | null): string | null {
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

export const readDay = (text: string): string | null => dayOf(text.match(dayPattern))
