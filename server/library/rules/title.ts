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
  const first = head.find(
    (line) =>
      line.length >= 6 &&
      line.length <= 80 &&
      !/[。；]$/.test(line) &&
      !numberPattern.test(line) &&
      !dayPattern.test(line.slice(0, 12)),
  )
  const documentNumber = head.join('\n').match(numberPattern)?.[0].replace(/\s/g, '') ?? ''
  const ending = lines.filter(Boolean).slice(-6).join('\n')
  const day =
    dayOf(head.join('\n').match(dayPattern)) ??
    dayOf(ending.match(dayPattern)) ??
    dayOf(name.match(/((?:19|20)\d{2})(\d{2})(\d{2})/)) ??
    null
  const issue = `${name}\n${head.join('\n')}`.match(issuePattern)
  return {
    title: first ?? name,
    text,
    documentNumber,
    day,
    year: day === null ? null : Number(day.slice(0, 4)),
    number: issue ? Number(issue[1]) : null,
  }
}

function dayOf(found: RegExpMatchArray | null): string | null {
  if (!found) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}

export const readDay = (text: string): string | null => dayOf(text.match(dayPattern))
