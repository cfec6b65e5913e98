package io.millrace.server.kinesis.consumers;

import io.millrace.server.operation.AwsError;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The one receiver of a subscription, and how many events it has asked for. Not thread-safe: its subscription takes turns. */
final class EventReceiver {

    private Flow.@Nullable Subscriber<? super SubscribeToShardEvent> subscriber;
    private long demand;

    /** Lets it have the subscription, unless there is a receiver already. */
    void subscribe(Flow.Subscriber<? super SubscribeToShardEvent> newcomer, Flow.Subscription subscription) {
        if (subscriber != null) {
            newcomer.onSubscribe(new NoSubscription());
            newcomer.onError(new IllegalStateException("a subscription has one receiver"));
            return;
        }
        subscriber = newcomer;
        newcomer.onSubscribe(subscription);
    }

    void request(long count) {
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
    }

    boolean wantsMore() {
        return subscriber != null && demand > 0;
    }

    void send(SubscribeToShardEvent event) {
        demand--;
        if (subscriber != null) {
            subscriber.onNext(event);
        }
    }

    /** Sends nothing more but the error, if there is one. */
    void end(Optional<AwsError> error) {
        Flow.Subscriber<? super SubscribeToShardEvent> last = subscriber;
        subscriber = null;
        if (last != null) {
            error.ifPresentOrElse(reason -> last.onError(reason.asException()), last::onComplete);
        }
    }

    void leave() {
        subscriber = null;
    }

    /** For a receiver that is refused. */
    private static final class NoSubscription implements Flow.Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
