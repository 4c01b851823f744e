/**
 * Hands what happens in a conversation to everybody in this process who listens to it. Activities that were never
 * saved (an apology while the store is away) pass through here once: to whoever listens, else to the next who asks.
 */
import type { Turn } from '../../conversation.ts';
import type { Activity, Typing } from './transcript.ts';

export interface Listener {
  /** A turn that has just been saved. */
  turn(turn: Turn): void;
  /** Activities outside the transcript: they move no watermark. */
  passing(activities: (Activity | Typing)[]): void;
}

export interface FanOut {
  /** Returns what ends the listening. */
  listen(conversation: string, listener: Listener): () => void;
  publish(conversation: string, turn: Turn): void;
  pass(conversation: string, activities: Activity[]): void;
  /** To whoever listens at this moment, and nobody else. */
  flash(conversation: string, activity: Typing): void;
  /** Takes what passed while nobody listened; whoever takes it has to deliver it. */
  takePassed(conversation: string): Activity[];
}

/** What is kept for nobody: at most so many activities of so many conversations, the oldest dropped first. */
const KEPT_ACTIVITIES = 20;
const KEPT_CONVERSATIONS = 1_000;

export function createFanOut(): FanOut {
  const listeners = new Map<string, Set<Listener>>();
  const passed = new Map<string, Activity[]>();

  return {
    listen(conversation, listener) {
      const present = listeners.get(conversation) ?? new Set();
      listeners.set(conversation, present.add(listener));
      return () => {
        present.delete(listener);
        if (present.size === 0 && listeners.get(conversation) === present) listeners.delete(conversation);
      };
    },

    publish(conversation, turn) {
      for (const listener of listeners.get(conversation) ?? []) listener.turn(turn);
    },

    pass(conversation, activities) {
      const present = listeners.get(conversation);
      if (present) {
        for (const listener of present) listener.passing(activities);
        return;
      }
      passed.set(conversation, [...(passed.get(conversation) ?? []), ...activities].slice(-KEPT_ACTIVITIES));
      const oldest = passed.size > KEPT_CONVERSATIONS ? passed.keys().next().value : undefined;
      if (oldest !== undefined) passed.delete(oldest);
    },

    flash(conversation, activity) {
      for (const listener of listeners.get(conversation) ?? []) listener.passing([activity]);
    },

    takePassed(conversation) {
      const activities = passed.get(conversation) ?? [];
      passed.delete(conversation);
      return activities;
    },
  };
}
