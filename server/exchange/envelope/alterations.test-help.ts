/** A text with one place changed, in several ways: another bit, another letter, one gone, one twice, two swapped, one of those a lenient reader ignores. */
export function* alterations(text: string, from = 0, every = 1): Generator<{ at: number; how: string; text: string }> {
  for (let at = from; at < text.length; at += every) {
    const [before, here, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)]
    const changed: Record<string, string> = {
      bit: before + String.fromCharCode(here.charCodeAt(0) ^ 1) + after,
      next: before + neighbour(here) + after,
      removed: before + after,
      doubled: before + here + here + after,
      swapped: before + after.slice(0, 1) + here + after.slice(1),
      padded: `${before + here}=${after}`,
      blank: `${before + here} ${after}`,
      line: `${before + here}\n${after}`,
      cut: before,
    }
    for (const [how, altered] of Object.entries(changed)) if (altered !== text) yield { at, how, text: altered }
  }
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const neighbour = (letter: string) => alphabet[(alphabet.indexOf(letter) + 1) % 64]!
