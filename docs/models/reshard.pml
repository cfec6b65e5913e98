/*
 * How a shard S is closed safely: nodes and resharders over a catalog and a topic of heartbeats.
 *
 * N1..N6 and R1..R7 are the rules of the protocol, G1 and G2 what is asserted; "mended" marks where this model changed a rule. G3 is
 * reshard-ends.pml. README.md says what is modelled, what is left out and why that is sound, and what each control shows. ./check runs it.
 *
 * No step is ever urgent: between any two steps of anybody any time may pass and anybody else may act. So every pause, SIGSTOP, slow
 * request and late answer is here without being spelt out.
 *
 * What must fail when removed, one -D each:
 *   NO_SECOND_CHECK NO_READ_AFTER_HEARTBEAT NO_WAIT_IN_FLIGHT NO_READ_AFTER_COMMIT NO_SECOND_READ NO_MARGIN NO_FENCE LEASE_FROM_ANSWER
 * and of what was mended or made plain:
 *   ACK_ACROSS_TERMS REVIVED_LEASE COMMIT_IS_VISIBLE ANY_CLOSING
 */

#define NODES 3

/* ---- time: whole ticks, counted down ---- */

#ifndef L
#define L 1                     /* a lease, by a clock that runs true */
#endif
#ifndef DRIFT
#define DRIFT 1                 /* what the slowest clock of a node adds to it */
#endif
#ifdef NO_MARGIN
#define MARGIN 0
#else
#define MARGIN DRIFT
#endif
#define LEASE (L + DRIFT)       /* the longest that a node can believe in its lease; it may lose it sooner, see "gives up" */
#define WAIT (L + MARGIN)       /* R4: how long a resharder waits after a heartbeat, by the fastest clock */

/* ---- the catalog: the newest fact about S that can be read, and the one that is committed and cannot be read yet ---- */

#define NOTHING 0
#define OPEN 1
#define CLOSING 2
#define CLOSED 3                /* in the same transaction: the children are OPEN */

byte cat = OPEN;
byte committed = NOTHING;

#define RESHARDERS 2            /* anywhere: stopped, resumed and killed apart from the nodes */
#define NOBODY RESHARDERS
byte holder = NOBODY;           /* who holds the catalog's transactional id, where a decision under way depends on it */

/* ---- the nodes: what each has in memory ---- */

byte image[NODES] = OPEN;       /* S in the catalog, as far as the node has read it */
byte lease[NODES];              /* N1: ticks left of it */
bit  joined[NODES];             /* N3: has read the catalog after the heartbeat that began this term */
byte beat[NODES];               /* the heartbeat whose acknowledgement is on its way: the lease that it will give; 0: none */
bit  append[NODES];             /* an append to S was let in, and is not answered yet: it lands now, later or never */

/* ---- the topic of heartbeats, for each node ---- */

byte quiet[NODES];              /* ticks until its newest heartbeat is older than WAIT; 0: a lease cannot hold any more */
bit  drained[NODES];            /* N6: it has said "drained" of the closing under way */
#ifdef NO_SECOND_READ
byte received[NODES];           /* as quiet, of the newest heartbeat that resharders have received: they lag */
#endif
#ifdef REVIVED_LEASE
byte late[NODES];               /* a renewal that is still in the network: the lease that it would give */
#endif

/* ---- the resharders ---- */

#define IDLE 0
#define BEGIN 1                 /* R1: has the id, has read S OPEN */
#define AWAIT 2                 /* R2: has committed CLOSING, has not read it back */
#define WATCH 3                 /* R4 */
#define ENDED 4                 /* R5: holds End(S) */
#define FINISH 5                /* R6: has the id, has read its closing */
#define UNDO 6                  /* R7: the same, and cannot go on */
byte pc[RESHARDERS];
byte over;                      /* bit r: the closing that r works on is over, done or undone */
byte waitsFor[NODES];           /* R3: bit r: resharder r waits for this node's term */
#define BIT(r) (1 << (r))

/* ---- what the outside has seen ---- */

byte ackedAbove;                /* bit r: a record was acknowledged in S that lies above the End(S) that r holds */
bit  childWrote;                /* a child has accepted a record */

byte i;                         /* used within steps only */
byte j;

/* ---- nodes are alike, and so are resharders: each step ends with their states in order, so that states that differ in names only
   are one state ---- */

#ifdef NAMED                    /* a counterexample to read: who is who stays, and each step says what it is */
#define done i = 0; j = 0
#define say(text, who) printf(text, who)
#define tell(text) printf(text)
#else
#define say(text, who) skip
#define tell(text) skip
int a;
int b;
#ifdef NO_SECOND_READ
#define more received
#endif
#ifdef REVIVED_LEASE
#define more late
#endif
#ifdef more
#define moreKey(n) (more[n] << 16)
#define putMore(n, k) more[n] = (k >> 16) & 7
#else
#define moreKey(n) 0
#define putMore(n, k) skip
#endif
#define key(n) (image[n] | (lease[n] << 2) | (joined[n] << 5) | (beat[n] << 6) | (append[n] << 9) | (quiet[n] << 10) \
  | (drained[n] << 13) | (waitsFor[n] << 14) | moreKey(n))
inline put(n, k) {
  image[n] = k & 3; lease[n] = (k >> 2) & 7; joined[n] = (k >> 5) & 1; beat[n] = (k >> 6) & 7; append[n] = (k >> 9) & 1;
  quiet[n] = (k >> 10) & 7; drained[n] = (k >> 13) & 1; waitsFor[n] = (k >> 14) & 3; putMore(n, k)
}
inline inOrder(m, n) {
  a = key(m); b = key(n);
  if :: a > b -> put(m, b); put(n, a) :: else fi
}
#define swapped(bits) (((bits) >> 1) | (((bits) & 1) << 1))
inline sort() {
  if
  :: pc[0] > pc[1] || (pc[0] == pc[1] && holder == 1) ->
     a = pc[0]; pc[0] = pc[1]; pc[1] = a;
     over = swapped(over); ackedAbove = swapped(ackedAbove);
     waitsFor[0] = swapped(waitsFor[0]); waitsFor[1] = swapped(waitsFor[1]); waitsFor[2] = swapped(waitsFor[2]);
     if :: holder != NOBODY -> holder = 1 - holder :: else fi
  :: else
  fi;
  inOrder(0, 1); inOrder(1, 2); inOrder(0, 1); a = 0; b = 0; i = 0; j = 0
}
#define done sort()
#endif

/* ---- nodes ---- */

#define serves(n) (lease[n] > 0 && joined[n])

/* A term of a node ends: its lease ran out. The next one begins with N3. */
inline endTerm(n) {
  lease[n] = 0;
#ifdef REVIVED_LEASE
  if :: late[n] == 0 && beat[n] == 0 -> joined[n] = 0 :: else fi;
#else
  joined[n] = 0;
  beat[n] = 0;                  /* N1, mended: a lease that ran out is not revived by an acknowledgement that comes later */
#endif
#if !defined(NO_SECOND_CHECK) && !defined(ACK_ACROSS_TERMS)
  append[n] = 0                 /* N5, mended: what was sent in one term is not acknowledged in another */
#endif
}

inline crash(n) {
  lease[n] = 0; joined[n] = 0; beat[n] = 0; append[n] = 0; image[n] = OPEN
#ifdef REVIVED_LEASE
  ; late[n] = 0
#endif
}

/* A heartbeat lands. R4, mended: the first one of a new term proves that the term before has ended; nobody waits for that any more. */
inline landBeat(n) {
#ifndef ACK_ACROSS_TERMS        /* which shows the protocol as it was */
  if :: lease[n] == 0 && !joined[n] -> waitsFor[n] = 0 :: else fi;
#endif
  quiet[n] = WAIT
}

/* The worst is that the record landed just now: whatever End(S) anybody holds lies below it. */
inline acknowledge(n) {
  assert(!childWrote);                                          /* G2: nothing is acknowledged in S after a child accepted a record */
#ifndef ONLY_G2
  assert(cat != CLOSED && committed != CLOSED);                 /* G1: it lies below End(S) */
#endif
  for (i : 0 .. RESHARDERS - 1) {
    if :: pc[i] == ENDED || pc[i] == FINISH -> ackedAbove = ackedAbove | BIT(i) :: else fi
  }
  append[n] = 0
}

#define mayRenew(n) (lease[n] > 0 && lease[n] < LEASE && beat[n] == 0)      /* safety holds without N2 */

#ifdef NO_SECOND_CHECK
#define mayAcknowledge(n) true
#else
#define mayAcknowledge(n) (lease[n] > 0)
#endif

#ifdef NO_WAIT_IN_FLIGHT
#define mayDrain(n) true
#else
#define mayDrain(n) (!append[n])
#endif

proctype Node(byte n) {
  do
  /* N1, N2: renew. Sent and landed at once: an earlier sending would only make the lease shorter, which "gives up" covers. */
  :: d_step { mayRenew(n) -> say("node %d renews: N1\n", n);
       landBeat(n); beat[n] = LEASE;
#ifdef NO_SECOND_READ
       received[n] = WAIT;
#endif
       done }
#ifdef NO_SECOND_READ
  :: d_step { mayRenew(n) -> say("node %d renews, and no resharder has received it\n", n);
       landBeat(n); beat[n] = LEASE; done }
#endif
#ifdef REVIVED_LEASE
  :: d_step { mayRenew(n) && late[n] == 0 -> say("node %d sends a renewal that is slow\n", n);
       late[n] = LEASE; done }
  :: d_step { late[n] > 0 -> say("the slow renewal of node %d lands\n", n);
       landBeat(n); beat[n] = late[n]; late[n] = 0; done }
#endif
  /* N3: join: a heartbeat ... */
#ifdef NO_READ_AFTER_HEARTBEAT
  :: d_step { lease[n] == 0 && beat[n] == 0 && !joined[n] -> say("node %d reads the catalog\n", n);
       image[n] = cat; joined[n] = 1; done }
  :: d_step { lease[n] == 0 && beat[n] == 0 && joined[n] -> say("node %d joins: its heartbeat lands\n", n);
       waitsFor[n] = 0; landBeat(n); beat[n] = LEASE;
#else
  :: d_step { lease[n] == 0 && beat[n] == 0 -> say("node %d joins: its heartbeat lands: N3\n", n);
       joined[n] = 0; landBeat(n); beat[n] = LEASE;
#endif
#ifdef NO_SECOND_READ
       received[n] = WAIT;
#endif
#ifdef REVIVED_LEASE
       late[n] = 0;
#endif
       done }
  /* ... its acknowledgement (N1: the lease counts from before it was sent) ... */
  :: d_step { beat[n] > 0 -> say("node %d has the acknowledgement: it has a lease\n", n);
#ifdef LEASE_FROM_ANSWER
       lease[n] = LEASE;
#else
       lease[n] = beat[n];
#endif
       beat[n] = 0; done }
  /* ... then the catalog's end, and all up to it. What comes after that end may be read at any time. */
  :: d_step { lease[n] > 0 && !joined[n] -> say("node %d has read the catalog to its end: it serves\n", n);
       image[n] = cat; joined[n] = 1; done }
  :: d_step { beat[n] > 0 -> say("node %d loses the acknowledgement\n", n);
       beat[n] = 0; done }

  /* The tail of the catalog: the next fact. (A closing that was begun and undone unseen is as if it never was.) */
  :: d_step { image[n] != cat -> say("node %d reads the next fact\n", n);
       if :: image[n] == OPEN -> image[n] = CLOSING :: else -> image[n] = cat fi; done }

  /* N4: append, under the lease, to a shard that is OPEN here */
  :: d_step { serves(n) && image[n] == OPEN && !append[n] -> say("node %d lets an append to S in: N4\n", n);
       append[n] = 1; done }
  /* N5: acknowledge, under the lease */
  :: d_step { append[n] && mayAcknowledge(n) -> say("node %d acknowledges the append: N5\n", n);
       acknowledge(n); done }
  :: d_step { append[n] -> say("node %d gives the append up\n", n);
       append[n] = 0; done }                                 /* and yet it may land */
  /* A child accepts a record */
  :: d_step { serves(n) && image[n] == CLOSED && !childWrote -> say("node %d takes a record for a child\n", n);
       childWrote = 1; done }
  /* N6: drained. Landed at once: a later landing is a later step. */
  :: d_step { image[n] == CLOSING && cat == CLOSING && !drained[n] && lease[n] > 0 && mayDrain(n) -> say("node %d says drained: N6\n", n);
       drained[n] = 1; done }

  /* It gives up its lease, at any time: a clock that runs faster than the slowest, a heartbeat that was sent long before it landed */
  :: d_step { lease[n] > 0 -> say("node %d gives its lease up\n", n);
       endTerm(n); done }
  /* It is killed; what comes next is a new process */
  :: d_step { lease[n] > 0 || beat[n] > 0 || append[n] || image[n] != OPEN -> say("node %d is killed\n", n);
       crash(n); done }
  od
}

/* ---- resharders ---- */

inline leave(r) {
  pc[r] = IDLE;
  if :: holder == r -> holder = NOBODY :: else fi;
  over = over & ~BIT(r); ackedAbove = ackedAbove & ~BIT(r);
  for (i : 0 .. NODES - 1) { waitsFor[i] = waitsFor[i] & ~BIT(r) }
}

/* R3: read the heartbeats to their end: who may hold a lease? */
inline readMembers(r) {
  for (i : 0 .. NODES - 1) {
    waitsFor[i] = waitsFor[i] & ~BIT(r);
    if :: quiet[i] > 0 -> waitsFor[i] = waitsFor[i] | BIT(r) :: else fi;
#ifdef NO_SECOND_READ
    if :: received[i] < quiet[i] -> received[i] = WAIT :: else fi;
#endif
  }
}

/* R4: expired. Its newest heartbeat counts, for the heartbeats are read to their end once more after the wait. */
#ifdef NO_SECOND_READ
#define expired(n) (received[n] == 0)
#else
#define expired(n) (quiet[n] == 0)
#endif
#define passes(n, r) ((waitsFor[n] & BIT(r)) && (drained[n] || expired(n)))

#ifdef COMMIT_IS_VISIBLE
#define readBack (cat == CLOSING || committed == CLOSING)
#else
#define readBack (cat == CLOSING)
#endif

#ifdef NO_FENCE
#define fenced(r) false
#else
#define fenced(r) (holder != r)
#endif

proctype Resharder(byte r) {
  do
  /* R1: take the catalog (Kafka finishes the transaction before), read it to its end, decide */
  :: d_step { pc[r] == IDLE && cat == OPEN && committed == NOTHING -> say("resharder %d takes the catalog, S is OPEN: R1\n", r);
       holder = r; pc[r] = BEGIN;
#ifdef NO_READ_AFTER_COMMIT
       readMembers(r);
#endif
       done }
  /* R2: commit CLOSING */
  :: d_step { pc[r] == BEGIN && holder == r -> say("resharder %d commits CLOSING: R2\n", r);
       assert(cat == OPEN && committed == NOTHING);
       committed = CLOSING; pc[r] = AWAIT; holder = NOBODY; done }
  :: d_step { pc[r] == BEGIN && holder != r -> say("resharder %d was fenced\n", r);
       leave(r); done }
  /* R3, mended: the members, after CLOSING was read back */
  :: d_step { pc[r] == AWAIT && readBack -> say("resharder %d has the members: R3\n", r);
       pc[r] = WATCH;
#ifndef NO_READ_AFTER_COMMIT
       readMembers(r);
#endif
       done }
  /* R7: take over, from R3 */
  :: d_step { pc[r] == IDLE && cat == CLOSING -> say("resharder %d takes over: R7, R3\n", r);
       pc[r] = WATCH; readMembers(r); done }
  /* R4: each member drained or expired */
  :: d_step { pc[r] == WATCH && passes(0, r) -> say("resharder %d is done with node 0: R4\n", r);
       waitsFor[0] = waitsFor[0] & ~BIT(r); done }
  :: d_step { pc[r] == WATCH && passes(1, r) -> say("resharder %d is done with node 1: R4\n", r);
       waitsFor[1] = waitsFor[1] & ~BIT(r); done }
  :: d_step { pc[r] == WATCH && passes(2, r) -> say("resharder %d is done with node 2: R4\n", r);
       waitsFor[2] = waitsFor[2] & ~BIT(r); done }
  /* R5: End(S). What lands from here on lies above it. */
  :: d_step { pc[r] == WATCH && !((waitsFor[0] | waitsFor[1] | waitsFor[2]) & BIT(r)) -> say("resharder %d asks for End(S): R5\n", r);
       pc[r] = ENDED; done }
  /* R6, mended: take the id, read to the end; go on only if this very closing stands ... */
  :: d_step { pc[r] == ENDED && committed == NOTHING -> say("resharder %d takes the catalog: R6\n", r);
       if :: cat == CLOSING && !(over & BIT(r)) -> holder = r; pc[r] = FINISH :: else -> leave(r) fi; done }
  /* ... and commit CLOSED at End(S) */
  :: d_step { pc[r] == FINISH && !fenced(r) -> say("resharder %d commits CLOSED: R6\n", r);
       assert(cat == CLOSING && committed == NOTHING);          /* one decision */
#ifndef ONLY_G2
       assert(!(ackedAbove & BIT(r)));                          /* G1: what was acknowledged lies below End(S) */
#endif
       committed = CLOSED; leave(r); done }
  :: d_step { pc[r] == FINISH && fenced(r) -> say("resharder %d was fenced, and decides again\n", r);
       pc[r] = ENDED; done }
  /* R7: undo */
  :: d_step { (pc[r] == IDLE || pc[r] == WATCH || pc[r] == ENDED) && cat == CLOSING && committed == NOTHING -> say("resharder %d takes the catalog to undo: R7\n", r);
       leave(r); holder = r; pc[r] = UNDO; done }
  :: d_step { pc[r] == UNDO && holder == r -> say("resharder %d commits OPEN: R7\n", r);
       assert(cat == CLOSING && committed == NOTHING);          /* one decision */
       committed = OPEN; leave(r); done }
  :: d_step { pc[r] == UNDO && holder != r -> say("resharder %d was fenced\n", r);
       leave(r); done }
  /* its process is killed, or it gives up */
  :: d_step { pc[r] != IDLE -> say("resharder %d leaves\n", r);
       leave(r); done }
  od
}

/* ---- Kafka ---- */

proctype Kafka() {
  do
  /* the markers of a transaction are written: what it holds can be read */
  :: d_step { committed != NOTHING -> tell("what was committed can be read\n");
       for (i : 0 .. NODES - 1) {
         drained[i] = 0;                                        /* N6: it is said of one closing */
         /* who has read an older closing and not that it was undone may read that next: as good as OPEN */
         if :: committed == CLOSING && image[i] == CLOSING -> image[i] = OPEN :: else fi
       }
#ifndef ANY_CLOSING
       if
       :: committed != CLOSING ->
          for (j : 0 .. RESHARDERS - 1) {
            if
            :: pc[j] == FINISH -> over = over | BIT(j)          /* it has decided: the fence must stop it, and then R6 */
            :: pc[j] == WATCH || pc[j] == ENDED -> leave(j)     /* R6 would stop it, and until then it does nothing */
            :: else
            fi
          }
       :: else
       fi;
#endif
       cat = committed; committed = NOTHING; done }
  /* an unrelated change of the catalog takes the id */
  :: d_step { holder != NOBODY -> tell("an unrelated change takes the catalog\n");
       holder = NOBODY; done }
  od
}

/* ---- time ---- */

proctype Clock() {
  do
  :: d_step { true -> tell("a tick\n");
       for (i : 0 .. NODES - 1) {
         if :: quiet[i] > 0 -> quiet[i]-- :: else fi;
         if :: beat[i] > 0 -> beat[i]-- :: else fi;
#ifdef NO_SECOND_READ
         if :: received[i] > 0 -> received[i]-- :: else fi;
#endif
#ifdef REVIVED_LEASE
         if :: late[i] > 0 -> late[i]-- :: else fi;
#endif
         if :: lease[i] > 1 -> lease[i]-- :: lease[i] == 1 -> endTerm(i) :: else fi
       }
       done }
  od
}

init {
  atomic {
#ifdef ONE_NODE
    run Node(0);                /* a counterexample with one is one with three: the others have not started */
#else
    run Node(0); run Node(1); run Node(2);
#endif
    run Resharder(0); run Resharder(1);
    run Kafka(); run Clock()
  }
}
