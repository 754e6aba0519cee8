/** What an entry of a list carries beside its name. The screen makes its form from this table, the server its check. No import: the page reads it too. */
export const dataFields = {
  category: { article: 'text', parts: 'words' },
  genre: {},
  urgency: { reviewHours: 'hours', signHours: 'hours', receiveHours: 'hours', handleHours: 'hours' },
  classification: { rank: 'rank' },
  returnReason: {},
  rejectReason: { mayResend: 'yesNo' },
  declineReason: {},
  holdReason: {},
  sendBackReason: {},
  voidReason: {},
  adoptionMode: {},
  publicationKind: {},
  channel: {},
  upperOffice: {},
  answerQuality: {},
} as const

export type DataFieldKind = 'text' | 'words' | 'hours' | 'rank' | 'yesNo'

type Lists = typeof dataFields
export type DataField = { [List in keyof Lists]: keyof Lists[List] }[keyof Lists]
