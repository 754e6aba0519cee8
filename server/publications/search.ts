/** A pattern for `ilike` that finds exactly this text anywhere. */
export const like = (text: string): string => `%${text.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
