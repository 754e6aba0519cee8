import { z } from 'zod'

/** The lists that offices keep as data. */
export const CatalogueList = z.enum([
  'category', 'genre', 'urgency', 'classification', 'returnReason', 'rejectReason', 'declineReason', 'holdReason', 'sendBackReason', 'voidReason',
  'adoptionMode', 'publicationKind', 'channel',
])
export type CatalogueList = z.infer<typeof CatalogueList>

/** catalogue: what the server promises. */
export const catalogue = {}
