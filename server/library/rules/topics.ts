/** So much of a long text says what it is about. */
const read = 20_000

/** A topic is given when a word of it stands in the title, or its words stand three times in the text. */
export function recogniseTopics(
  title: string,
  text: string,
  topics: readonly { name: string; words: readonly string[] }[],
): string[] {
  const beginning = text.slice(0, read)
  return topics
    .filter(({ words }) => {
      if (words.some((word) => title.includes(word))) return true
      let times = 0
      for (const word of words) {
        for (let at = beginning.indexOf(word); at >= 0; at = beginning.indexOf(word, at + word.length)) {
          times += 1
          if (times >= 3) return true
        }
      }
      return false
    })
    .map((topic) => topic.name)
}
