import type { directivesRefusals as codes } from '../../../contract/directives.refusals.ts'
import type { directives as zh } from '../zh-CN/directives.ts'

export const directives: Record<keyof typeof zh, string> = {
  title: 'Directives',
}

export const directivesRefusals: Record<keyof typeof codes, string> = {
  'directive.not_released':
    'This text is not in a released issue. Wait until the issue is released, or record the directive on a paper.',
  'directive.not_the_leader':
    'You are neither this leader nor may record for them. Ask the leader, the secretary or the supervisor.',
  'directive.wrong_state': 'This directive has moved on. Reload the page to see its state.',
  'directive.empty': 'The directive is empty. Write it, or attach the handwriting, before you hand it in.',
  'directive.needs_picture': 'A handwritten or photographed directive needs its picture. Write or upload it first.',
  'directive.needs_transcription': 'The handwriting has not been transcribed. Transcribe it before you transfer it.',
  'directive.needs_one_lead': 'Name exactly one lead unit; the others are co-units.',
  'directive.unit_twice': '“{unitName}” is already among the units. Choose each unit once.',
  'directive.not_below': '“{unitName}” is not below your unit. Choose another, or ask the supervisor to transfer it.',
  'directive.leader_may_answer':
    'The leader may still direct anew until {until}. Wait for the answer, or close it after that.',
  'directive.leader_unknown': 'There is no such leader. Reload and choose again, or add the leader in the rules first.',
  'directive.bad_date': 'The date is wrong: not before the transfer, and not in the past. Choose another date.',
  'assignment.wrong_state': 'The unit’s part has moved on. Reload the page to see its state.',
  'assignment.no_extension': 'This unit has no open request for an extension. Reload the page.',
  'directiveTask.wrong_state': 'This task has moved on. Reload the page to see its state.',
  'directiveTask.no_feedback': 'No feedback waits for a signature. Have it drafted and handed in first.',
  'directiveTask.feedback_open': 'One feedback has not been sent yet. Finish it before you write another.',
  'directiveTask.own_feedback': 'Whoever drafted the feedback does not sign it. Ask another leader to sign.',
  'directiveTask.below_open': 'Units below have not finished: {units}. Accept or withdraw their parts first.',
  'directiveTask.extension_open': 'A request for an extension is being decided. Wait for the answer.',
}
