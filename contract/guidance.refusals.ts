export const guidanceRefusals = {
  'guidance.wrong_state': 409, // data.status, data.action
  'guidance.no_recipients': 422,
  'guidance.incomplete': 422, // data.missing
  'guidance.all_read': 409, // nobody is left to be reminded
  'guidance.no_period': 422,
  'guidance.read_by_over': 422,
  'guidance.wrong_kind': 409,
} as const satisfies Record<string, number>
