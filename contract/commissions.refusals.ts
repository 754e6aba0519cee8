export const commissionsRefusals = {
  'commission.wrong_state': 409, // data.status, data.action
  'commission.answered': 409, // it has answers: end it with a reason, do not delete it. data.count
  'commission.no_targets': 422, // nobody to ask
  'commission.not_below': 422, // data.unitName: only units below the office
  'commission.due_passed': 422, // the deadline lies in the past
  'commission.incomplete': 422, // data.missing
  'commission.nobody_waits': 422, // everybody has answered or declined: nobody to remind
  'commission.not_answered': 422, // a quality mark needs an answer
  'commission.already_linked': 409, // the item answers it already
  'commission.group_unknown': 422,
  'commissionTask.wrong_state': 409, // data.status, data.action
  'commissionTask.ended': 409, // data.reason
  'commissionTask.not_sent': 422, // only an item that was sent answers a commission
  'commissionTask.already_linked': 409,
} as const satisfies Record<string, number>
