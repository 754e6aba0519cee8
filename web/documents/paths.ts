export const documentPaths = {
  /** Printed on paper and in QR codes: it must never change. */
  verify: '/verify',
  fonts: '/admin/fonts',
} as const
