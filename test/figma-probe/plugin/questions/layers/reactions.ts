import type { Reaction } from '@figma/plugin-typings/plugin-api-standalone'
import { type Question, refusal } from '../../../question.ts'
import type { Workspace } from '../../workspace.ts'

const opens: Reaction = {
  trigger: { type: 'ON_CLICK' },
  actions: [{ type: 'URL', url: 'https://www.hiapi.ai/' }],
}

export const reactions: Question<Workspace> = {
  id: 'reactions',
  asks: 'Can what a prototype does be given to another layer, does a duplicate have it, and is plain assignment refused?',
  expected: 'given, duplicated, assignment refused',
  async ask({ figma, put }) {
    const layer = put(figma.createFrame())
    await layer.setReactionsAsync([opens])
    const other = put(figma.createFrame())
    await other.setReactionsAsync([...layer.reactions])
    const copy = put(layer.clone())
    const why = await refusal(() => {
      layer.reactions = []
    })
    const does = ({ reactions }: { reactions: readonly Reaction[] }) =>
      JSON.stringify(reactions).includes('https://www.hiapi.ai/')
    return {
      answer: [
        does(other) ? 'given' : 'not given',
        does(copy) ? 'duplicated' : 'not duplicated',
        `assignment ${why === null ? 'taken' : 'refused'}`,
      ].join(', '),
      detail: JSON.stringify(other.reactions),
    }
  },
}
