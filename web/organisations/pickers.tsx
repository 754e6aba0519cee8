import { Suspense, lazy } from 'react'
import type { UnitPickerProps } from './UnitPicker.tsx'
import type { PersonPickerProps } from './PersonPicker.tsx'

const LazyUnitPicker = lazy(() => import('./UnitPicker.tsx'))
const LazyPersonPicker = lazy(() => import('./PersonPicker.tsx'))
const place = <div style={{ height: 32 }} />

/** Chooses units. Its code is fetched when a form with it is opened. */
export const UnitPicker = (props: UnitPickerProps) => (
  <Suspense fallback={place}>
    <LazyUnitPicker {...props} />
  </Suspense>
)

/** Chooses people. */
export const PersonPicker = (props: PersonPickerProps) => (
  <Suspense fallback={place}>
    <LazyPersonPicker {...props} />
  </Suspense>
)
