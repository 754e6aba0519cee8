/** The path of the nearest office above a unit, of the offices given; undefined at the top. */
export function officePathAbove(unitPath: string, officePaths: readonly string[]): string | undefined {
  return officePaths
    .filter((path) => path !== unitPath && unitPath.startsWith(path))
    .sort((one, other) => other.length - one.length)[0]
}

/** SEC-18: a mobile number is read whole in the person's own unit and in its superior office, masked elsewhere. */
export const maySeeMobile = (readerPath: string, unitPath: string, officePaths: readonly string[]): boolean =>
  readerPath === unitPath || readerPath === officePathAbove(unitPath, officePaths)

/** 13812341234 → 138****1234 */
export const maskMobile = (mobile: string): string => mobile.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')
