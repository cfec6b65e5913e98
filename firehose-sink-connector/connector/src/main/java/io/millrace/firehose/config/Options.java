package io.millrace.firehose.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** All groups. */
final class Options {

    static final List<OptionGroup> GROUPS = List.of(
            new StreamOptions(),
            new KinesisOptions(),
            new DestinationOptions(),
            new BufferOptions(),
            new MemoryOptions(),
            new S3Options(),
            new BackupOptions(),
            new ProcessingOptions(),
            new TransformOptions(),
            new PartitioningOptions(),
            new FormatOptions(),
            new OrcFormatOptions(),
            new CatalogTableOptions(),
            new HttpOptions(),
            new OpenSearchOptions(),
            new SplunkOptions(),
            new IcebergOptions());

    static final ConfigDef DEFINITION = define();

    private Options() {}

    private static ConfigDef define() {
        Map<OptionGroup, List<Option>> grouped = new LinkedHashMap<>();
        Map<String, Option> all = new LinkedHashMap<>();
        for (OptionGroup group : GROUPS) {
            List<Option> options = group.options();
            grouped.put(group, options);
            options.forEach(option -> all.put(option.key(), option));
        }
        Option.marry(all);
        ConfigDef definition = new ConfigDef();
        grouped.forEach((group, options) -> {
            int order = 0;
            for (Option option : options) {
                option.define(definition, group.name(), ++order);
            }
        });
        return definition;
    }

    static Config validate(Map<String, String> properties) {
        Map<String, ConfigValue> all = parse(properties);
        Values values = new Values(properties, all);
        GROUPS.forEach(group -> check(group, values));
        List<ConfigValue> told = new ArrayList<>(all.values());
        told.addAll(UnknownKeys.in(properties, DEFINITION.names()));
        return new Config(told);
    }

    private static void check(OptionGroup group, Values values) {
        try {
            group.check(values);
        } catch (Values.Faulty e) {
            // that key's fault is told already, and what depends on it cannot be known
        }
    }

    static Values values(Map<String, String> properties) {
        return new Values(properties, parse(properties));
    }

    /** A key with two parents is looked at twice by ConfigDef, which then tells its faults twice. */
    private static Map<String, ConfigValue> parse(Map<String, String> properties) {
        Map<String, ConfigValue> all = DEFINITION.validateAll(properties);
        all.replaceAll((key, value) -> {
            ConfigValue once = new ConfigValue(
                    key,
                    value.value(),
                    value.recommendedValues(),
                    new ArrayList<>(value.errorMessages().stream().distinct().toList()));
            once.visible(value.visible());
            return once;
        });
        return all;
    }
}
