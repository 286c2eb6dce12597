const LONGEST_MS = 2_000

/** A part that the appliance is made of, and how to find out whether it is well. */
export interface Part {
  /** Unique in the product, such as `database`. */
  name: string
  /** Whether nothing works without it. Without another part the appliance still serves, degraded. */
  isNeeded: boolean
  /**
   * Answers null when it is well, or a fixed word for what is wrong, such as `full`: never the
   * words of somebody else. An error, or no answer for two seconds, counts as `unreachable`.
   */
  check(): Promise<string | null>
}

/** How a part is. */
export interface CheckedPart {
  name: string
  isNeeded: boolean
  /** Null when it is well. */
  reason: string | null
}

/** A part that is not well. */
export interface UnwellPart extends CheckedPart {
  reason: string
}

const parts = new Map<string, Part>()

/** Has a part looked at whenever somebody asks for the health of the appliance. */
export function definePart(part: Part): void {
  parts.set(part.name, part)
}

/** Every part and how it is, each asked for at most two seconds. */
export function checkParts(): Promise<CheckedPart[]> {
  return Promise.all(
    [...parts.values()].map(async (part) => ({
      name: part.name,
      isNeeded: part.isNeeded,
      reason: await reasonOf(part),
    }))
  )
}

/** The parts that are not well, each asked for at most two seconds. */
export async function findUnwellParts(): Promise<UnwellPart[]> {
  const answers = await checkParts()
  return answers.filter((answer): answer is UnwellPart => answer.reason !== null)
}

async function reasonOf(part: Part): Promise<string | null> {
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve('unreachable'), LONGEST_MS)
  try {
    return await Promise.race([part.check().catch(() => 'unreachable'), late])
  } finally {
    clearTimeout(timer)
  }
}
