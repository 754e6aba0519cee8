/** Refusals of submissions: code → HTTP status. */
export const submissionsRefusals = {
  'submission.wrong_state': 409, // data.state, data.action
  'submission.not_reporter': 403, // only the one who writes it: data.reporterName
  'submission.own_item': 403, // nobody reviews or signs their own draft
  'submission.incomplete': 422, // data.missing: field names
  'submission.secret_mark': 422, // data.mark: 机密★1年 (SEC-23)
  'submission.text_changed': 409, // what was looked at is not what stands there now: data.by, data.at
  'submission.text_tampered': 409, // the stored text is not the text that was signed
  'submission.secrecy_review_missing': 409,
  'submission.major_needs_chief': 403, // 第十三条
  'submission.not_signed': 409,
  'submission.no_receiver': 422,
  'submission.no_office_above': 409,
  'submission.office_above': 409,
  'submission.receiver_not_above': 422, // data.unitId
  'submission.already_sent': 409, // data.at
  'submission.already_received': 409, // data.officeName, data.byName, data.at
  'submission.withdrawal_already_asked': 409, // data.by, data.at
  'submission.withdrawal_not_asked': 409,
  'submission.may_not_resend': 409, // data.reason
  'submission.still_held': 409, // data.officeNames
  'submission.reporter_still_here': 409, // data.reporterName
  'submission.no_writer': 422,
  'submission.final_report_exists': 409,
  'submission.id_taken': 409,
  'submission.question_answered': 409, // data.by, data.at
} as const satisfies Record<string, number>
