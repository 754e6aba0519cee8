export const directivesRefusals = {
  'directive.not_released': 422, // only what stands in a released issue may carry a directive
  'directive.not_the_leader': 403, // you are neither this leader nor may record for them
  'directive.wrong_state': 409, // data.status, data.action
  'directive.empty': 422, // neither words nor handwriting
  'directive.needs_picture': 422, // handwritten or photographed, without the picture
  'directive.needs_transcription': 422, // transcribe it before it is transferred
  'directive.needs_one_lead': 422, // exactly one lead unit
  'directive.unit_twice': 422, // data.unitName
  'directive.not_below': 422, // data.unitName: handed down only within one's own tree
  'directive.leader_may_answer': 409, // data.until: the leader may still direct anew
  'directive.leader_unknown': 422,
  'directive.leader_twice': 409, // data.name: this person is entered as a leader of the office already
  'directive.bad_date': 422, // data.field
  'assignment.wrong_state': 409, // data.status, data.action
  'assignment.no_extension': 409,
  'directiveTask.wrong_state': 409, // data.status, data.action
  'directiveTask.no_feedback': 409, // nothing waits for a signature
  'directiveTask.feedback_open': 409, // one feedback at a time
  'directiveTask.own_feedback': 403, // the one who drafted it does not sign it
  'directiveTask.below_open': 409, // data.units: units below have not finished
  'directiveTask.extension_open': 409,
} as const satisfies Record<string, number>
