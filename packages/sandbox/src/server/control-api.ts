import { answerPageRequest } from "../pages/answer-page.ts";
import type { Control } from "../pages/sandbox-page.ts";
import type { Counters } from "./counters.ts";
import type { FaultList } from "./fault.ts";
import { type FaultSchedule, parseFaultPlan } from "./fault-plan.ts";
import { jsonResponse, type SandboxRequest, type SandboxResponse } from "./http-message.ts";
import type { Journal } from "./journal.ts";
import { type Json, parseJson, toJson } from "./json.ts";
import { parseFaults } from "./read-fault.ts";
import type { SandboxApplication } from "./sandbox-server.ts";

/** What the control API of one server works on. */
export type ControlParts = {
  readonly application: SandboxApplication;
  readonly faults: FaultList;
  readonly schedule: FaultSchedule;
  readonly counters: Counters;
  readonly journal: Journal;
};

/** Answers requests below `/__sandbox/`: the page and its forms, the state, the faults, and what the application adds. */
export function controlApi(parts: ControlParts): (request: SandboxRequest) => Promise<SandboxResponse> {
  const { application, faults, schedule, counters, journal } = parts;

  const answerJson = async (request: SandboxRequest): Promise<Json | undefined> => {
    switch (request.path) {
      case "/__sandbox/state": {
        const server = { journal: journal.entries(), counters: counters.values(), faults: faults.list() };
        return toJson({ ...server, state: application.state() });
      }
      case "/__sandbox/faults":
        return changeFaults(faults, request);
      case "/__sandbox/faults/plan":
        return changePlan(schedule, request);
      default:
        return application.control(request);
    }
  };

  const control: Control = async (path, body, method = "POST") => {
    const request = { method, path, query: new URLSearchParams(), headers: {}, body: JSON.stringify(body) };
    const answered = await answerJson(request);
    if (answered === undefined) {
      throw new RangeError(`the sandbox has no ${method} ${path}`);
    }
    return answered;
  };

  const view = () => ({
    faults: faults.list(),
    plan: schedule.plan(),
    counters: counters.values(),
    journal: journal.entries(),
  });
  const { page } = application;
  const host = page && { page, state: () => application.state(), view, control };

  return async (request) => {
    try {
      const shown = host && (await answerPageRequest(host, request));
      if (shown !== undefined) {
        return shown;
      }
      const answered = await answerJson(request);
      return answered === undefined
        ? jsonResponse(404, { error: `the sandbox has no ${request.path}` })
        : jsonResponse(200, answered);
    } catch (error) {
      return jsonResponse(400, { error: error instanceof Error ? error.message : String(error) });
    }
  };
}

function changeFaults(faults: FaultList, request: SandboxRequest): Json {
  if (request.method === "DELETE") {
    faults.clear();
  } else if (request.method === "PUT") {
    faults.replace(parseFaults(parseJson(request.body)));
  } else if (request.method === "POST") {
    for (const fault of parseFaults(parseJson(request.body))) {
      faults.add(fault);
    }
  }
  return toJson(faults.list());
}

function changePlan(schedule: FaultSchedule, request: SandboxRequest): Json {
  if (request.method === "DELETE") {
    schedule.follow(undefined);
  } else if (request.method === "PUT") {
    schedule.follow(parseFaultPlan(parseJson(request.body)));
  }
  return toJson(schedule.plan());
}
