/** A letter that waits for its number on a line. Position is the order in which letters were written. */
export interface WaitingLetter {
  position: number
  /** 0 leaves before 1, 1 before 2. */
  priority: number
  object: string
}

/**
 * Urgent before ordinary, and never before an earlier letter about the same object: the earlier one is then as urgent as the later.
 */
export function sealingOrder<Letter extends WaitingLetter>(waiting: readonly Letter[]): Letter[] {
  const written = [...waiting].sort((a, b) => a.position - b.position)
  const urgency = new Map<string, number>()
  const ranked = written.toReversed().map((letter) => {
    const priority = Math.min(letter.priority, urgency.get(letter.object) ?? letter.priority)
    urgency.set(letter.object, priority)
    return { letter, priority }
  })
  return ranked
    .sort((a, b) => a.priority - b.priority || a.letter.position - b.letter.position)
    .map(({ letter }) => letter)
}
