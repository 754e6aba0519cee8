/** 涉密上限: the highest rank a text on this network may have is 工作秘密 (domain.md 6.3). 秘密, 机密 and 绝密 belong to another network. */
const highestRank = 2
const stateSecret = /(?<!工作)秘\s*密|机\s*密|绝\s*密/u

/** May a classification with this name and rank be kept at all? What is not in the list can be neither chosen, imported nor received. */
export const isAboveCeiling = (entry: { name: string; nameEn: string; data: Record<string, unknown> }): boolean =>
  Number(entry.data['rank'] ?? 0) > highestRank ||
  stateSecret.test(entry.name) ||
  /\b(top secret|secret|confidential)\b/i.test(entry.nameEn.replace(/work secret/i, ''))
