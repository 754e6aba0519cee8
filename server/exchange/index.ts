/**
 * Exchange: letters between units, and the lines to other nodes on which they travel. Owns letter, node, node_key, node_invitation,
 * line, outbox, inbox, receipt, blob. Tells the delivery handler of a letter's kind when its effect is committed elsewhere.
 */
export { sendLetter } from './send-letter.ts'
export { deliveredAt, witnessKeyOf } from './witness.ts'
