import { shanxiPlaces } from './data/places.ts'
import { recognisePlaces } from './rules/places.ts'

/** The places that a text names, among its first characters: a book of laws is not about every county it lists at the end. */
export const placesIn = (text: string): string[] => recognisePlaces(text.slice(0, 20_000), shanxiPlaces)

/** All names a place may be tagged with by hand. */
export const placeNames: readonly string[] = [
  '山西省',
  ...Object.entries(shanxiPlaces).flatMap(([city, counties]) => [city, ...counties]),
]
