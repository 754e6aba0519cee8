import { useQuery } from '@tanstack/react-query'
import type { CatalogueList, CatalogueOption } from '../../contract/catalogue.ts'
import { api } from '../app/api.ts'
import { currentLanguage } from '../app/i18n.ts'

const useCatalogue = (officeId?: string) =>
  useQuery(api.catalogue.options.queryOptions({ input: officeId ? { officeId } : {}, staleTime: 5 * 60_000 })).data

const nameOf = (option: CatalogueOption) =>
  currentLanguage() === 'en' && option.nameEn !== '' ? option.nameEn : option.name

/** What a form may offer from a list, in the language of the reader: `{ code, name, note, data }`. Empty while it is fetched. */
export function useOptions(
  list: CatalogueList,
  officeId?: string,
): Pick<CatalogueOption, 'code' | 'name' | 'note' | 'data'>[] {
  const options = useCatalogue(officeId)?.items ?? []
  return options
    .filter((option) => option.list === list)
    .map((option) => ({ code: option.code, name: nameOf(option), note: option.note, data: option.data }))
}

/** The name of a code, also of one no longer offered: `const urgency = useEntryName('urgency'); urgency(item.urgencyCode)`. */
export function useEntryName(list: CatalogueList, officeId?: string): (code: string | null | undefined) => string {
  const all = useCatalogue(officeId)
  return (code) => {
    if (!code) return ''
    const option = [...(all?.items ?? []), ...(all?.retired ?? [])].find(
      (one) => one.list === list && one.code === code,
    )
    return option ? nameOf(option) : code
  }
}
