import { useEffect, useSyncExternalStore } from 'react'
import { Icon } from './Icon.tsx'

interface Message {
  id: number
  kind: 'done' | 'warning' | 'error'
  text: string
}

let messages: readonly Message[] = []
let lastId = 0
const listeners = new Set<() => void>()

function change(next: readonly Message[]) {
  messages = next
  for (const listener of listeners) listener()
}

const tell =
  (kind: Message['kind']) =>
  (text: string): void =>
    change([...messages.slice(-3), { id: ++lastId, kind, text }])

/** A sentence at the edge of the page. What the person must not miss stands inline instead. */
export const say = { done: tell('done'), warning: tell('warning'), error: tell('error') }

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function Messages() {
  const shown = useSyncExternalStore(subscribe, () => messages)
  return (
    <div className="zx-messages" role="status" aria-live="polite">
      {shown.map((message) => (
        <Line key={message.id} message={message} />
      ))}
    </div>
  )
}

function Line({ message }: { message: Message }) {
  const drop = () => change(messages.filter((other) => other.id !== message.id))
  useEffect(() => {
    const timer = setTimeout(drop, message.kind === 'done' ? 3500 : 9000)
    return () => clearTimeout(timer)
  })
  return (
    <div className={`zx-message ${message.kind}`}>
      <Icon name={message.kind === 'done' ? 'check' : 'warning'} />
      <span>{message.text}</span>
      <button type="button" className="zx-icon-button" aria-label="×" onClick={drop}>
        <Icon name="close" size={14} />
      </button>
    </div>
  )
}
