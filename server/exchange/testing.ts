/** What tests of several nodes call directly. */
export { confirmNode, enrol } from './enrolment.ts'
export { approveInvitation, invite } from './invitations.ts'
