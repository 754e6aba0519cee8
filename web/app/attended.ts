const attendedFor = 120_000

let lastTouch = Date.now()
if (typeof window !== 'undefined') {
  for (const kind of ['pointerdown', 'keydown', 'wheel'])
    window.addEventListener(
      kind,
      () => {
        lastTouch = Date.now()
      },
      { capture: true, passive: true },
    )
}

/** Lists renew themselves; that must not keep a deserted desk signed in. The server ends a session by what people do. */
export const isUnattended = (): boolean => Date.now() - lastTouch > attendedFor
