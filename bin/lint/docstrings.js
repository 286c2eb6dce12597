const DECLARATIONS = new Set([
  'ClassDeclaration',
  'FunctionDeclaration',
  'TSDeclareFunction',
  'TSInterfaceDeclaration',
])

/** ESLint rule: what a file exports says what it is for, in a docstring before it. */
export const docstrings = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { missing: 'Say in a docstring what this is for.' },
  },
  create(context) {
    const nameOf = (statement) => statement?.declaration?.id?.name

    function isLaterOverload(node) {
      const { body } = node.parent
      const before = body[body.indexOf(node) - 1]
      return nameOf(before) !== undefined && nameOf(before) === nameOf(node)
    }

    function check(node) {
      if (node.parent.type !== 'Program') return
      if (!DECLARATIONS.has(node.declaration?.type) || isLaterOverload(node)) return
      const comment = context.sourceCode.getCommentsBefore(node).at(-1)
      if (comment?.type === 'Block' && comment.value.startsWith('*')) return
      context.report({ node, messageId: 'missing' })
    }

    return { ExportNamedDeclaration: check, ExportDefaultDeclaration: check }
  },
}
