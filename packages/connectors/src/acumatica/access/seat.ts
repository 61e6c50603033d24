/** One sign-in, which takes one of the places that the licence allows. */
export interface Seat {
  /** Whether it is signed in as far as it knows. */
  readonly isSignedIn: boolean;
  /** Signs in unless it is signed in already; rejects with a Failure. */
  signIn(): Promise<void>;
  /** What a request of it must carry. */
  headers(): Readonly<Record<string, string>>;
  /** Takes over cookies that an answer sets. */
  keep(cookies: readonly string[]): void;
  /** The system does not know it any more. */
  forget(): void;
  /** Gives the place back; never rejects. */
  leave(): Promise<void>;
  /** The tenant that the system says it has signed in to; undefined when it does not say. */
  readonly tenant: string | undefined;
}
