import type { Light } from '../../contract/directives.ts'
import { t } from '../app/i18n.ts'

/** 亮灯: a dot with its word, so that nobody depends on the colour. */
export const LightTag = ({ light }: { light: Light }) => (
  <span className={`zx-light ${light}`}>
    <i aria-hidden="true" />
    {t(`directives.light_${light}`)}
  </span>
)
