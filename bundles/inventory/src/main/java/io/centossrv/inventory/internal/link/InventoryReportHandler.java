// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.internal.store.PostgresFactStore;
import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.InventoryReport;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.ReportHandler;
import io.centossrv.protocol.RequestRejected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what nodes report, within limits: a node may be hostile. */
@Component
public final class InventoryReportHandler implements ReportHandler<InventoryReport> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[A-Za-z0-9_-]+)+");
    private static final int MAX_NAME = 200;
    private static final int MAX_FACTS = 2_000;
    private static final int MAX_TEXT = 4_096;
    private static final int MAX_TEXTS = 1_000;
    private static final int MAX_CHARACTERS = 1024 * 1024;

    private final PostgresFactStore facts;

    @Activate
    public InventoryReportHandler(@Reference PostgresFactStore facts) {
        this.facts = facts;
    }

    @Override
    public MessageType<InventoryReport> type() {
        return InventoryReport.TYPE;
    }

    @Override
    public void handle(NodeId from, Instant receivedAt, InventoryReport report) {
        if (report.facts().size() > MAX_FACTS) {
            throw tooLarge("more than " + MAX_FACTS + " facts");
        }
        SortedMap<String, Object> values = new TreeMap<>();
        long characters = 0;
        for (Map.Entry<String, FactValue> fact : report.facts().entrySet()) {
            String name = fact.getKey();
            if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
                throw new RequestRejected("fact-name-invalid", "a fact's name is not dotted words");
            }
            Object value = value(fact.getValue());
            characters += name.length() + size(value);
            values.put(name, value);
        }
        if (characters > MAX_CHARACTERS) {
            throw tooLarge("more than " + MAX_CHARACTERS + " characters");
        }
        facts.put(from, new Facts(values, report.observedAt(), receivedAt));
    }

    private static Object value(FactValue value) {
        if (value instanceof FactValue.Text text) {
            return storable(text.value());
        }
        if (value instanceof FactValue.Whole whole) {
            return whole.value();
        }
        if (value instanceof FactValue.Flag flag) {
            return flag.value();
        }
        List<String> texts = ((FactValue.Texts) value).values();
        if (texts.size() > MAX_TEXTS) {
            throw tooLarge("a fact of more than " + MAX_TEXTS + " texts");
        }
        return texts.stream().map(InventoryReportHandler::storable).toList();
    }

    /** Returns the text with what PostgreSQL can't keep, NUL and halves of surrogate pairs, as replacement characters. */
    private static String storable(String text) {
        if (text.length() > MAX_TEXT) {
            throw tooLarge("a text of more than " + MAX_TEXT + " characters");
        }
        StringBuilder storable = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xfffd : c)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }

    private static long size(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        return value instanceof List<?> texts
                ? texts.stream().mapToLong(InventoryReportHandler::size).sum()
                : 8;
    }

    private static RequestRejected tooLarge(String what) {
        return new RequestRejected("report-too-large", "the report holds " + what);
    }
}
