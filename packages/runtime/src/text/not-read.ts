/** Thrown by readers where they give up; without a stack since it is caught at once. */
export const NOT_READ: unique symbol = Symbol("xmap.notRead");
