import type { JobDetails } from '../contract/model/recipe.ts'

/** Of a job of a plain prompt, without anything beside it. */
export const plainDetails: JobDetails = {
  template: '',
  options: { keepWording: false },
  references: [],
  price: null,
  copy: 1,
  serves: [],
}
