package chappe.server;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The meters of all rooms, and the page on a port of its own where Prometheus reads them.
final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final @Nullable HttpServer page;

    private Metrics(@Nullable HttpServer page) {
        this.page = page;
    }

    static Metrics start(Settings.Metrics settings) {
        if (settings.port() == 0) return new Metrics(null);
        HttpServer page;
        try {
            page = HttpServer.create(new InetSocketAddress(settings.bind(), settings.port()), 0);
        } catch (IOException cannot) {
            throw new StartFault("cannot listen on " + settings.bind() + " port " + settings.port() + " for metrics: "
                    + cannot.getMessage());
        }
        Metrics metrics = new Metrics(page);
        metrics.measureTheJvm();
        page.createContext("/metrics", exchange -> {
            byte[] body = metrics.registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        page.start();
        return metrics;
    }

    /// A number that is asked for whenever the page is read.
    void gauge(String name, String meaning, Supplier<Number> number) {
        Gauge.builder(name, number).description(meaning).register(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        if (page != null) page.stop(0);
        registry.close();
    }

    private void measureTheJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }
}
