/** Where these words stand below an element, over the borders of paragraphs and marks; blanks do not count. */
function findWords(box: Element, quote: string): Range | undefined {
  const wanted = quote.replace(/\s+/gu, '')
  if (wanted === '') return undefined
  const places: { node: Text; offset: number }[] = []
  let words = ''
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    for (let offset = 0; offset < node.data.length; offset++) {
      if (/\s/u.test(node.data[offset]!)) continue
      words += node.data[offset]
      places.push({ node, offset })
    }
  }
  const at = words.indexOf(wanted)
  if (at < 0) return undefined
  const [first, last] = [places[at]!, places[at + wanted.length - 1]!]
  const range = document.createRange()
  range.setStart(first.node, first.offset)
  range.setEnd(last.node, last.offset + 1)
  return range
}

/** What is selected on the page, when all of it lies in this element. */
export function selectedIn(box: Element | null): string {
  const selection = window.getSelection()
  if (!box || !selection?.anchorNode || !selection.focusNode) return ''
  if (!box.contains(selection.anchorNode) || !box.contains(selection.focusNode)) return ''
  return selection.toString().trim()
}

/** The text in the middle of the desk: the title and the body, without the tools around them. */
export const pieceSheet = (): Element | null => document.querySelector('.zx-desk-middle .zx-sheet')

const name = 'zx-commented'
/** Marks passages on the page without touching the text (CSS highlights; older browsers show the list only). */
export function markWords(quotes: string[]): void {
  if (!('highlights' in CSS)) return
  const box = pieceSheet()
  const ranges = box ? quotes.flatMap((quote) => findWords(box, quote) ?? []) : []
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges))
  else CSS.highlights.delete(name)
}

/** Brings a passage into sight and selects it. */
export function showWords(quote: string): boolean {
  const box = pieceSheet()
  const range = box ? findWords(box, quote) : undefined
  if (!range) return false
  range.startContainer.parentElement?.scrollIntoView({ block: 'center' })
  const selection = window.getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
  return true
}
