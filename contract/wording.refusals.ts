export const wordingRefusals = {
  'wording.stopped': 422, // data.word, data.list: a text with it is not kept here
  'wording.secret_mark': 422, // data.mark: 机密★1年 (SEC-23)
  'wording.name_taken': 409, // data.name
} as const
