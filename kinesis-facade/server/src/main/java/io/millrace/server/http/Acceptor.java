package io.millrace.server.http;

import com.linecorp.armeria.common.util.EventLoopGroups;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The thread that accepts a port's connections, and the one means to close that port: Armeria keeps its own open until all is quiet. */
final class Acceptor extends AbstractEventExecutorGroup implements EventLoopGroup {

    private final EventLoopGroup thread;
    private final List<Channel> ports = new CopyOnWriteArrayList<>();

    Acceptor(String threadName) {
        this.thread = EventLoopGroups.newEventLoopGroup(1, threadName);
    }

    /** Takes no more connections. Those that are open stay so. */
    void closePorts() {
        ports.forEach(port -> port.close().awaitUninterruptibly());
    }

    @Override
    public ChannelFuture register(Channel channel) {
        ports.add(channel);
        return thread.register(channel);
    }

    @Override
    public ChannelFuture register(ChannelPromise promise) {
        ports.add(promise.channel());
        return thread.register(promise);
    }

    @Deprecated
    @Override
    public ChannelFuture register(Channel channel, ChannelPromise promise) {
        return register(promise);
    }

    @Override
    public EventLoop next() {
        return thread.next();
    }

    @Override
    public Iterator<EventExecutor> iterator() {
        return thread.iterator();
    }

    @Override
    public boolean isShuttingDown() {
        return thread.isShuttingDown();
    }

    @Override
    public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
        return thread.shutdownGracefully(quietPeriod, timeout, unit);
    }

    @Override
    public Future<?> terminationFuture() {
        return thread.terminationFuture();
    }

    @Deprecated
    @Override
    public void shutdown() {
        thread.shutdown();
    }

    @Override
    public boolean isShutdown() {
        return thread.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return thread.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return thread.awaitTermination(timeout, unit);
    }
}
