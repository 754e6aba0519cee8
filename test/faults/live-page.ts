/** A page that listens to /live: all it heard so far. */
export interface LivePage {
  heard(): string
  leave(): void
}

export async function openPage(url: string, cookie: string): Promise<LivePage> {
  const leaving = new AbortController()
  const line = await fetch(`${url}/live`, { headers: { cookie }, signal: leaving.signal })
  if (line.status !== 200) throw new Error(`The live line answers ${line.status}.`)
  let heard = ''
  const read = async () => {
    for await (const part of line.body!.pipeThrough(new TextDecoderStream())) heard += part
  }
  read().catch(() => {}) // the page left, or the node did
  return { heard: () => heard, leave: () => leaving.abort() }
}
