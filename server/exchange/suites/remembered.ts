const most = 500

/** Keys are read from PEM once; a node has few, so the oldest may go. */
export function remembered<Value>(read: (text: string) => Value): (text: string) => Value {
  const values = new Map<string, Value>()
  return (text) => {
    const there = values.get(text)
    if (there !== undefined) return there
    const value = read(text)
    if (values.size >= most) values.delete(values.keys().next().value!)
    values.set(text, value)
    return value
  }
}
