/** The assessment engine: pure functions over a scheme, units and events. It knows no database, clock or place. */
export { score, scoreUnits } from './rules/score.ts'
export { rankUnits } from './rules/ranking.ts'
