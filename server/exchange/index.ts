/**
 * Exchange: letters between units, and the lines to other nodes on which they travel. Owns letter, node, node_key, node_invitation,
 * line, outbox, inbox, receipt, blob. Tells the delivery handler of a letter's kind when its effect is committed elsewhere, and events
 * node.*, line.*, letter.recovered. Hears unit.* (the tree is the same on all nodes), and letters directory.changed, node.known, node.keysChanged, letter.delivered.
 */
import type { App } from '../platform/command.ts'
import { hearKeysChanged } from './change-keys.ts'
import { hearDelivered } from './delivered.ts'
import { directoryReactions, hearDirectory } from './directory.ts'
import { hearNodeKnown } from './known-nodes.ts'

export { carriedFileRoutes } from './carried/routes.ts'
export { enrol } from './enrolment.ts'
export { startExchange } from './lines-service.ts'
export type { Exchange, PeerAddress } from './lines-service.ts'
export { destinationOf, livingElsewhere } from './nodes.ts'
export { sendLetter } from './send-letter.ts'
export { deliveredAt, witnessKeyOf } from './witness.ts'

export const exchangeLetters: App['letterHandlers'] = {
  'directory.changed': hearDirectory,
  'node.known': hearNodeKnown,
  'node.keysChanged': hearKeysChanged,
  'letter.delivered': hearDelivered,
}
export const exchangeReactions: App['reactions'] = directoryReactions
