import { useCallback, useEffect, useRef, useState } from "react";
import { TOUR_EXAMPLE } from "../project/tour-example.ts";
import { usePlayground, useSession } from "../state/session-context.ts";
import { advanced, currentStep, keepProgress, keptProgress, NO_PROGRESS, type TourProgress } from "./tour-progress.ts";
import { TOUR_FILE, TOUR_STEPS, type TourStep } from "./tour-steps.ts";

/** The button that opens the tour, and the tour itself while its example is open. */
export function useTour() {
  const { session } = useSession();
  const example = usePlayground((state) => state.work.example);
  const [progress, setProgress] = useState<TourProgress>(keptProgress);
  const latest = useRef(progress);
  const isHere = example === TOUR_EXAMPLE.id;
  const isOpen = progress.isOpen && isHere;

  const change = useCallback((next: TourProgress): void => {
    latest.current = next;
    setProgress(next);
    keepProgress(next);
  }, []);
  useEffect(() => {
    if (!isOpen) return;
    const look = (): void => {
      const now = advanced(latest.current, session.store.get());
      if (now === latest.current) return;
      change(now);
      const next = currentStep(now);
      session.say(next === undefined ? "The tour is done." : `Done. ${placeOf(next)}: ${next.title}.`);
    };
    look();
    return session.store.subscribe(look);
  }, [isOpen, session, change]);

  return {
    isOpen,
    progress,
    open() {
      if (!isHere) {
        session.setAside();
        session.openExample(TOUR_EXAMPLE.id);
      }
      change({ ...(isHere ? progress : NO_PROGRESS), isOpen: true });
    },
    close: () => change({ ...progress, isOpen: false }),
    beginAgain() {
      session.openExample(TOUR_EXAMPLE.id);
      change({ isOpen: true, done: [] });
    },
  };
}

type TourAccess = ReturnType<typeof useTour>;

/** What is to be done next, above the mapping. */
export function Tour({ tour }: { readonly tour: TourAccess }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const step = currentStep(tour.progress);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button that was pressed may go with its step
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [step]);
  return (
    <section className="tour" aria-label="Tour" data-region="tour" data-step={step?.id ?? "end"}>
      <div className="tour-head">
        <h2 ref={heading} tabIndex={-1}>
          {step === undefined ? "The tour is done" : `${placeOf(step)}: ${step.title}`}
        </h2>
        <Dots done={tour.progress.done} />
        <button type="button" onClick={() => tour.beginAgain()}>
          Begin again
        </button>
        <button type="button" onClick={() => tour.close()}>
          Close the tour
        </button>
      </div>
      {step === undefined ? (
        <p>
          A two-way binding runs and is tested. “Download” gives the project for the command, and “Picture” shows it as
          lines between fields.
        </p>
      ) : (
        <StepText step={step} />
      )}
    </section>
  );
}

function StepText({ step: { text, example, fileAfter } }: { readonly step: TourStep }) {
  const { session, jumps } = useSession();
  return (
    <div className="tour-step">
      <p>{text}</p>
      {example !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <pre tabIndex={0}>
          <code>{example.trimEnd()}</code>
        </pre>
      )}
      {fileAfter !== undefined && (
        <div className="bar">
          <button type="button" onClick={() => jumps.jump(TOUR_FILE)}>
            Go to the text
          </button>
          <button type="button" onClick={() => session.putFile(TOUR_FILE, fileAfter)}>
            Write it for me
          </button>
        </div>
      )}
    </div>
  );
}

function Dots({ done }: { readonly done: readonly string[] }) {
  return (
    <ol className="tour-dots" aria-label="Steps of the tour">
      {TOUR_STEPS.map(({ id, title }) => (
        <li key={id} className={done.includes(id) ? "is-done" : ""}>
          <span className="unseen">{`${title}, ${done.includes(id) ? "done" : "not done"}`}</span>
        </li>
      ))}
    </ol>
  );
}

function placeOf(step: TourStep): string {
  return `Step ${TOUR_STEPS.indexOf(step) + 1} of ${TOUR_STEPS.length}`;
}
