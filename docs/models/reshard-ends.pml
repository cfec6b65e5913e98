/*
 * G3: a reshard that was begun ends once some node is up. The protocol of reshard.pml, seen from the side of time.
 *
 * A run begins when the last thing has gone wrong or right, in any state of the nodes at all, whether the protocol can reach it or not;
 * node 0 is up. From then on whoever is up does what it can before time passes. Checked: no run goes on for ever with S CLOSING (spin's
 * non-progress cycles), time never stands still, and a reshard takes BOUND ticks at most (an assertion).
 *
 * What needs no time is one step here: a heartbeat and its acknowledgement, a commit and its markers, R5 and R6, what a node does that
 * is up. Appends are left out: the producer's delivery timeout answers them, and N6 waits no longer than that. A second resharder
 * beside one that runs is left out: it could only end the reshard sooner.
 *
 * What must fail when removed: NO_FRESHNESS (N2), NO_TAKE_OVER (R7); of what was mended: JOIN_IS_RENEWAL, OWNER_MUST_LAPSE.
 */

#define NODES 3
#ifndef L
#define L 3
#endif
#define MARGIN 1
#define LEASE (L + MARGIN)      /* by the slowest clock */
#define WAIT (L + MARGIN)       /* R4 */
#define OLD (2 * L)             /* R7 */
#ifndef BOUND
#define BOUND (OLD + WAIT)
#endif

#define UP 0
#define STOPPED 1               /* killed, stopped, or unable to send heartbeats */
#define BLIND 2                 /* sends heartbeats, and cannot read the catalog; does what it does at any time or never */
byte mode[NODES];

bit  closing;                   /* the catalog: S is CLOSING; else it is OPEN, before or after */
bit  image[NODES];              /* what of that the node has read */
byte lease[NODES];              /* N1 */
bit  joined[NODES];             /* N3 */
bit  fresh[NODES];              /* N2: has read the catalog to its end since the last renewal */
byte quiet[NODES];              /* R4: ticks until its newest heartbeat is older than WAIT */
bit  drained[NODES];            /* N6 */

bit  task;                      /* a resharder runs, on a node that is up */
bit  waitsFor[NODES];           /* R3: it waits for this node's term */
byte age;                       /* R7: ticks since CLOSING, up to OLD */
byte since;                     /* ticks since CLOSING, or since the run began */
#ifdef OWNER_MUST_LAPSE
byte owner;                     /* whose CLOSING it is; NODES: of a process that is gone */
byte ownerQuiet;
#endif

byte i;                         /* used within steps only */

/* N1, N2 */
#ifdef NO_FRESHNESS
#define mayRenew(n) true
#else
#define mayRenew(n) fresh[n]
#endif

inline beat(n) {
  lease[n] = LEASE; fresh[n] = 0; quiet[n] = WAIT;
#ifdef OWNER_MUST_LAPSE
  if :: owner == n -> ownerQuiet = WAIT :: else fi
#endif
}

/* A node that is up has joined, reads the catalog, renews at each tick, and drains at once. */
proctype Node(byte n) {
  do
  :: d_step { mode[n] == UP && closing && !drained[n] -> printf("node %d says drained: N6\n", n); drained[n] = 1 }
  :: d_step { mode[n] == BLIND && joined[n] && lease[n] > 0 && lease[n] < LEASE && mayRenew(n) ->
       printf("node %d renews: N1\n", n); beat(n) }
  /* N3. R4, mended: the first heartbeat of a new term ends the wait for the term before */
  :: d_step { mode[n] == BLIND && lease[n] == 0 -> printf("node %d joins: its heartbeat lands: N3\n", n); beat(n);
#ifndef JOIN_IS_RENEWAL
       waitsFor[n] = 0
#endif
     }
  :: d_step { mode[n] == BLIND && lease[n] > 0 && image[n] && closing && !drained[n] -> printf("node %d says drained: N6\n", n);
       drained[n] = 1 }
  od
}

inline watch() {                                                /* R3 */
  for (i : 0 .. NODES - 1) { waitsFor[i] = (quiet[i] > 0) }
  task = 1; i = 0
}
#define blocks(n) (waitsFor[n] && !drained[n] && quiet[n] > 0)   /* R4 */
#define blocked (blocks(0) || blocks(1) || blocks(2))

#ifdef NO_TAKE_OVER
#define mayTakeOver false
#else
#ifdef OWNER_MUST_LAPSE
#define mayTakeOver (age == OLD && ownerQuiet == 0)
#else
#define mayTakeOver (age == OLD)                                /* R7, mended: whosever it is */
#endif
#endif

/* On any node that is up: node 0 is. */
proctype Resharder() {
  do
  /* R1, R2, R3 */
  :: d_step { !closing -> printf("a resharder commits CLOSING and has the members: R3\n"); closing = 1; age = 0; since = 0;
#ifdef OWNER_MUST_LAPSE
       owner = 0; ownerQuiet = quiet[0];
#endif
       for (i : 0 .. NODES - 1) { image[i] = 0; drained[i] = 0 }
       watch() }
  /* R7 */
  :: d_step { closing && !task && mayTakeOver -> printf("a resharder takes over: R7, R3\n"); watch() }
  /* R4, R5, R6 */
  :: d_step { closing && task && !blocked -> printf("the resharder commits CLOSED: R6\n"); closing = 0; task = 0; age = 0; since = 0;
       for (i : 0 .. NODES - 1) { waitsFor[i] = 0; drained[i] = 0; image[i] = 0 }
       i = 0 };
progress:                                                       /* it ended */
     skip
  od
}

#define settled(n) (mode[n] != UP || !closing || drained[n])
#define mayTick (settled(0) && settled(1) && settled(2) && !(closing && task && !blocked) && !(closing && !task && mayTakeOver))

inline tick() {
  printf("a tick\n");
  for (i : 0 .. NODES - 1) {
    if
    :: mode[i] == UP -> beat(i)
    :: else ->
       if :: quiet[i] > 0 -> quiet[i]-- :: else fi;
       if :: lease[i] > 1 -> lease[i]-- :: else -> lease[i] = 0; joined[i] = 0; fresh[i] = 0 fi
    fi
  }
#ifdef OWNER_MUST_LAPSE
  if :: ownerQuiet > 0 && (owner == NODES || mode[owner] != UP) -> ownerQuiet-- :: else fi;
#endif
  if :: closing && age < OLD -> age++ :: else fi;
#ifndef NP
  if :: closing -> since++; assert(since <= BOUND) :: else fi;   /* G3 */
#endif
  i = 0
}

proctype Clock() {
  do
  :: d_step { mayTick && closing -> tick() }
  :: d_step { mayTick && !closing -> tick() };
progressIdle:                                                   /* nothing is under way */
     skip
  od
}

init {
  byte n = 1;
  atomic {
    lease[0] = LEASE; quiet[0] = WAIT; joined[0] = 1;
    if :: closing = 1; select(age : 0 .. OLD);
          if :: task = 1 :: task = 0 fi;
          if :: waitsFor[0] = task :: waitsFor[0] = 0 fi;
          if :: drained[0] = 1 :: drained[0] = 0 fi
       :: closing = 0
    fi;
#ifdef OWNER_MUST_LAPSE
    if :: closing -> select(owner : 0 .. NODES); select(ownerQuiet : 0 .. WAIT) :: else -> owner = NODES fi;
#endif
    do
    :: n < NODES ->
       if
       :: mode[n] = UP; lease[n] = LEASE; quiet[n] = WAIT; joined[n] = 1
       :: mode[n] = STOPPED; select(i : 0 .. WAIT); quiet[n] = i
       :: mode[n] = BLIND; select(i : 0 .. WAIT); quiet[n] = i; select(i : 0 .. quiet[n]); lease[n] = i;
          if :: lease[n] > 0 -> joined[n] = 1; if :: fresh[n] = 1 :: skip fi :: joined[n] = 0 fi;
          if :: closing -> image[n] = 1 :: skip fi
       fi;
       if :: closing -> drained[n] = 1 :: skip fi;
       if :: task -> waitsFor[n] = 1 :: skip fi;
       n++
    :: else -> break
    od;
    printf("closing %d, age %d, a task %d; nodes 1 and 2 (0 up, 1 stopped, 2 blind): %d %d, their leases %d %d\n",
      closing, age, task, mode[1], mode[2], lease[1], lease[2]);
    n = 0; i = 0;
    run Node(0); run Node(1); run Node(2); run Resharder(); run Clock()
  }
}
