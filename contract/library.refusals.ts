/** Why the library says no. */
export const libraryRefusals = {
  'library.nothing_asked': 422, // an export or alert of everything
  'library.name_taken': 409, // data.name
  'library.too_many': 422, // data.limit
  'library.unknown_place': 422, // data.name
  'library.unknown_topic': 422, // data.name
  'library.not_your_collection': 403, // data.ownerName
} as const
